// The page for an address that the site does not have. It suggests pages whose addresses come close to the one asked for.
// Only that page loads this.

/** @typedef {[path: string, title: string, lang?: string]} Known */

const { pathname } = location;
/** @type {Known[]} */
const known = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("cw-addresses")).textContent);
const place = /** @type {HTMLElement} */ (document.querySelector(".cw-near"));

/**
 * The last part of an address that is not `index.html`.
 * @param {string} path
 */
const last = (path) => path.split("/").filter((part) => part && part !== "index.html").pop() ?? "";
/**
 * The same in lower case, without a file extension.
 * @param {string} path
 */
const words = (path) => last(path).replace(/\.html?$/, "").toLowerCase();
/** @param {string} path */
const decoded = (path) => {
  try { return decodeURI(path); } catch { return path; }
};

/**
 * How many letters must be inserted, deleted, replaced, or swapped with their neighbours (optimal string alignment).
 * @param {string} one
 * @param {string} other
 */
const distance = (one, other) => {
  /** @type {number[][]} */
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row[other.length];
};

// An address is close if at most a quarter of its letters differ, or if it has every word that was asked for.
const asked = words(decoded(pathname));
const parts = asked.split("-").filter((part) => part.length > 2);
/** @param {string} path */
const rank = (path) => {
  const own = words(path);
  const far = distance(asked, own) / Math.max(asked.length, own.length, 1);
  const holds = parts.length > 1 && parts.every((part) => own.includes(part));
  return far <= 0.25 ? far : holds ? 0.25 : 1;
};

const near = asked ? known.map(([path, title, lang]) => ({ path, title, lang, rank: rank(path) })).filter(({ rank }) => rank < 1) : [];
near.sort((one, other) => one.rank - other.rank);
if (near.length) {
  /** @type {HTMLElement} */ (place.querySelector("ul")).append(...near.slice(0, 3).map(({ path, title, lang }) => {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: path, textContent: title, ...(lang && { lang, dir: "auto" }) });
    item.append(link);
    return item;
  }));
  place.hidden = false;
}
