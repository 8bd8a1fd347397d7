// What `catchword serve` adds to each page: a change is shown in its place as soon as it is saved, and mistakes stand over the
// page with what to write instead. It is not part of a published site.

/**
 * @typedef {{ is_error: boolean, file: string, line: number, text: string[], message: string, help: string | null }} Problem
 * @typedef {{ number: number, failed: boolean, frame: boolean, style: boolean, pages: string[], files: string[], problems: Problem[] }} News
 */

const own = new URL(import.meta.url);
const text = new URL("text", own);
const editor = new URL("open", own);
const isEmpty = document.querySelector("script[data-empty]") !== null;

// --- The page ---

const policy = self.trustedTypes?.createPolicy?.("catchword-live", { createHTML: (html) => html });
/** The styles in a document. Nothing in them ends the element: such styles are not written into documents. */
const STYLES = /<style>([^]*?)<\/style>/;

/** @param {string} html */
const parsed = (html) => {
  // The policy of this page knows other styles than those that have just been saved, and browsers would report them.
  const bare = html.replace(STYLES, "");
  const trusted = policy ? /** @type {any} */ (policy.createHTML(bare)) : bare;
  return new DOMParser().parseFromString(trusted, "text/html");
};

/** @param {Node} node */
const written = (node) => (node instanceof Element ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`);

/** More comparisons than this would be felt. */
const MOST = 4_000_000;

/**
 * The longest list of nodes that both lists have in the same order, as pairs of places in them.
 * @param {string[]} old
 * @param {string[]} fresh
 * @returns {[number, number][]}
 */
const common = (old, fresh) => {
  if (old.length * fresh.length > MOST) return [];
  // The length of the longest such list from each pair of places on.
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      longest[i][j] = old[i] === fresh[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
    if (old[i] === fresh[j]) pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
};

/**
 * Makes an element the same as a new one: elements of the same kind become each other, and what is the same already is left
 * alone. So neither the scroll position nor the focus moves.
 * @param {Element} old
 * @param {Element} fresh
 */
const renew = (old, fresh) => {
  // The app makes some elements focusable while the page is shown.
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "tabindex") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  const pairs = common(before.map(written), after.map(written));
  let [from, to] = [0, 0];
  for (const [i, j] of [...pairs, [before.length, after.length]]) {
    const come = after.slice(to, j);
    for (const node of before.slice(from, i)) {
      const other = come.shift();
      const isPair = node instanceof Element && other instanceof Element && node.localName === other.localName;
      if (isPair && node.childElementCount > 0) renew(node, other);
      else if (other) old.replaceChild(document.adoptNode(other), node);
      else node.remove();
    }
    for (const node of come) old.insertBefore(document.adoptNode(node), before[i] ?? null);
    [from, to] = [i + 1, j + 1];
  }
};

/** The first block of the page that is in view, so that it can stay where it is. */
const anchor = () => {
  const blocks = document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, figure, blockquote, pre, table)");
  return [...blocks].find((block) => block.getBoundingClientRect().bottom > 0);
};

const here = () => location.pathname;

let styles = document.querySelector("head style")?.textContent ?? "";

/**
 * Puts a document's styles in place of those with which the page came, if they differ.
 * @param {string} html
 * @param {Document} fresh
 */
const restyle = async (html, fresh) => {
  const link = /** @type {HTMLLinkElement | null} */ (fresh.querySelector("link[rel=stylesheet]"));
  const now = link ? await (await fetch(link.href)).text() : (html.match(STYLES)?.[1] ?? "");
  if (now === styles) return;
  styles = now;
  // The policy of the page forbids other text in its `<style>`, and not other rules in its sheet. (WebKit does not apply a
  // sheet with layers that a script has made.)
  const made = new CSSStyleSheet();
  made.replaceSync(now);
  const [sheet] = document.styleSheets;
  if (!sheet) return location.reload();
  while (sheet.cssRules.length > 0) sheet.deleteRule(0);
  for (const rule of made.cssRules) sheet.insertRule(rule.cssText, sheet.cssRules.length);
  const bars = fresh.getElementsByName("theme-color");
  document.getElementsByName("theme-color").forEach((bar, at) => bar.setAttribute("content", bars[at]?.getAttribute("content") ?? ""));
};

/** Reads the page again and puts in place what differs. */
const refresh = async () => {
  const path = here();
  const answer = await fetch(path, { headers: { accept: "text/html" } });
  const html = await answer.text();
  const fresh = parsed(html);
  // Meanwhile the reader may have turned the page.
  if (path !== here()) return;
  const [old, now] = [document.querySelector("main"), fresh.querySelector("main")];
  if (isEmpty || !old || !now) return location.reload();
  await restyle(html, fresh);
  const block = anchor();
  const top = block?.getBoundingClientRect().top;
  renew(old, now);
  document.title = fresh.title;
  if (block?.isConnected && top !== undefined && scrollY > 0) scrollBy(0, block.getBoundingClientRect().top - top);
};

/** @param {string[]} files */
const showAgain = (files, /** @type {number} */ number) => {
  for (const picture of document.images) {
    const url = new URL(picture.src);
    if (!files.includes(decodeURI(url.pathname))) continue;
    picture.removeAttribute("srcset");
    url.search = `?${number}`;
    picture.src = url.href;
  }
};

// --- What stands over the page ---

const style = new CSSStyleSheet();
style.replaceSync(`
  :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; pointer-events: none;
    --paper: light-dark(#fffdf8, #1f1d1a); --ink: light-dark(#221f1a, #e8e3d8); --line: light-dark(#cfc7b6, #4a443a);
    --warm: light-dark(#8a3b2a, #e3a08c); --quiet: light-dark(#57524a, #a8a193); --mark: light-dark(#f6d9cf, #5a2f24);
    --code: light-dark(#f0eadd, #2e2b26);
    color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); }
  * { box-sizing: border-box; margin: 0; }
  .bar { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding: 7px 16px; pointer-events: auto;
    border-top: 1px solid var(--line); background: var(--paper); }
  .status { font-weight: 600; } .file { color: var(--quiet); overflow-wrap: anywhere; }
  .bar .file { margin: 0; padding: 0; border: 0; text-decoration: underline; text-align: start; }
  .bar .said { color: var(--warm); }
  button { margin-inline-start: auto; min-block-size: 26px; padding: 2px 10px; border: 1px solid var(--line); border-radius: 4px;
    background: none; color: inherit; font: inherit; cursor: pointer; }
  button:focus-visible { outline: 2px solid var(--warm); outline-offset: 2px; }
  .panel { max-block-size: 60vh; overflow: auto; padding: 16px 16px 20px; pointer-events: auto; overscroll-behavior: contain;
    border-top: 3px solid var(--warm); background: var(--paper); box-shadow: 0 -6px 24px rgb(0 0 0 / 0.18); }
  .panel > * { max-inline-size: 62rem; margin-inline: auto; }
  h2 { font-size: 17px; color: var(--warm); } h2 + p { color: var(--quiet); }
  ol { padding: 0; list-style: none; } li { padding-block: 14px; border-top: 1px solid var(--line); }
  li:first-child { border-top: 0; }
  .place { color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; } .message { font-weight: 600; }
  .message::first-letter, .help::first-letter { text-transform: uppercase; }
  code { padding: 1px 3px; border-radius: 3px; background: var(--code); font: 0.92em ui-monospace, monospace;
    overflow-wrap: anywhere; }
  pre { margin-block: 6px; padding: 7px 10px; overflow: auto; border-inline-start: 3px solid var(--line); background: none;
    font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  mark { background: var(--mark); color: inherit; border-radius: 2px; }
  [hidden] { display: none; }
`);

const host = document.createElement("catchword-live");
const shadow = host.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = [style];
// After the page: the app looks for the page's own elements first.
document.body.append(host);

/**
 * @param {string} name
 * @param {string} [kind]
 * @param {...(string | Node)} children
 */
const make = (name, kind = "", ...children) => {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...children);
  return element;
};

/**
 * A sentence, whose parts between backticks are to be written as they are.
 * @param {string} sentence
 */
const marked = (sentence) => sentence.split("`").map((part, at) => (at % 2 === 1 ? make("code", "", part) : part));

/** @param {Problem} problem */
const entry = ({ file, line, text: [before = "", place = "", after = ""], message, help }) => {
  const item = make("li");
  if (file) item.append(make("p", "place", line > 0 ? `${file}, line ${line}` : file));
  item.append(make("p", "message", ...marked(message)));
  if (before || place || after) item.append(make("pre", "", before, make("mark", "", place), after));
  if (help) item.append(make("p", "help", ...marked(help)));
  return item;
};

/** @param {number} count */
const counted = (count, /** @type {string} */ noun) => (count === 1 ? `1 ${noun}` : `${count} ${noun}s`);

const panel = make("div", "panel");
panel.hidden = true;
panel.setAttribute("role", "region");
panel.setAttribute("aria-label", "Mistakes");
const bar = make("div", "bar");
const status = make("span", "status");
const said = make("span", "said");
const file = make("button", "file");
file.setAttribute("type", "button");
file.title = "Open this file in your editor";
file.addEventListener("click", async () => {
  const answer = await fetch(`${editor}?path=${encodeURIComponent(here())}`, { method: "POST" });
  if (!answer.ok) said.textContent = await answer.text();
});
const counter = make("button");
counter.setAttribute("type", "button");
bar.append(status, file, said, counter);
bar.hidden = true;
shadow.append(panel, bar);

let isOpen = false;
/** @type {News | undefined} */
let news;

const draw = () => {
  const { failed, problems } = news ?? { failed: false, problems: [] };
  const errors = problems.filter(({ is_error }) => is_error);
  const shown = failed ? errors : problems;
  panel.hidden = shown.length === 0 || !(failed || isOpen);
  const heading = failed ? "Something has to be corrected" : counted(problems.length, "warning");
  const sentence = failed
    ? "You still see your site as it was before. What you have written is shown as soon as this is corrected."
    : "Your site can be published as it is. It is better without these.";
  panel.replaceChildren(make("h2", "", heading), make("p", "", sentence), make("ol", "", ...shown.map(entry)));
  counter.hidden = failed || problems.length === 0;
  counter.textContent = isOpen ? "Close" : counted(problems.length, "warning");
  counter.setAttribute("aria-expanded", String(isOpen));
  bar.hidden = counter.hidden && !file.textContent;
};
counter.addEventListener("click", () => {
  isOpen = !isOpen;
  draw();
});

// --- Which text this is ---

let named = "";
const nameText = async () => {
  const path = here();
  named = path;
  const answer = await fetch(`${text}?path=${encodeURIComponent(path)}`);
  const found = answer.status === 200 ? await answer.json() : undefined;
  if (path !== here()) return;
  const words = { draft: "Draft", coming: `Not public until ${found?.date}`, public: "" };
  status.textContent = found ? words[/** @type {keyof typeof words} */ (found.status)] : "";
  file.textContent = found?.file ?? "";
  said.textContent = "";
  draw();
};
// A turn changes the title.
new MutationObserver(() => { if (named !== here()) nameText(); }).observe(document.head, { childList: true, subtree: true });

// --- News ---

/** @param {News} latest */
const hear = async (latest) => {
  const isNext = news && latest.number === news.number + 1;
  const isFirst = !news;
  news = latest;
  draw();
  if (latest.failed) {
    if (isFirst) return;
    // A page may have been shown, or kept by the app, with a text in which a mistake was found since.
    dispatchEvent(new Event("catchword:changed"));
    if (!isNext || latest.pages.includes(decodeURI(here()))) await refresh();
    return;
  }
  if (isEmpty) return location.reload();
  if (!isFirst && latest.frame) return location.reload();
  // The app's own copies of pages are old now.
  if (!isFirst) dispatchEvent(new Event("catchword:changed"));
  if (!isNext || latest.style || latest.pages.includes(decodeURI(here()))) await refresh();
  showAgain(latest.files, latest.number);
  await nameText();
  // For tests, and for whoever looks: this state is on the screen, and these pages are new in it.
  host.dataset.pages = latest.pages.join(" ");
};

/** @type {EventSource | undefined} */
let source;
// A browser has few connections to one host: a tab that nobody sees gives its own back.
const listen = () => {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  source = new EventSource(new URL("news", own));
  source.onmessage = ({ data }) => hear(JSON.parse(data));
};
addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
listen();
