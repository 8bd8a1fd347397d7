// The floor: the least that a page turn within a document can do. The neighbours are fetched ahead, and a press exchanges
// the content of <main>, the title and the address, scrolls and moves the focus. There is no app, no state and no fault that
// is handled: nothing that a site could be run with, but the limit of what one can reach.
//
// With `data-nodes` the new nodes are built before the press, too.

/** @typedef {{ title: string, html: string, nodes: Node[] | undefined }} Page */

const BUILDS_NODES = document.querySelector("script[data-nodes]") !== null;

/** @type {Map<string, Promise<Page>>} */
const pages = new Map();
const main = /** @type {HTMLElement} */ (document.querySelector("main"));

const read = async (/** @type {string} */ path) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  const from = /** @type {HTMLElement} */ (page.querySelector("main"));
  const nodes = BUILDS_NODES ? [...document.importNode(from, true).childNodes] : undefined;
  return { title: page.title, html: from.innerHTML, nodes };
};
/** @type {Map<string, Page>} */
const ready = new Map();
const get = (/** @type {string} */ path) => {
  const page = pages.get(path) ?? read(path).then((page) => (ready.set(path, page), page));
  pages.set(path, page);
  return page;
};

const neighbours = () => /** @type {HTMLAnchorElement[]} */ ([...main.querySelectorAll("a[rel=next], a[rel=prev]")]);
const fetchAhead = () => {
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  // Not before the new page is painted.
  requestAnimationFrame(() => requestIdleCallback(() => neighbours().forEach(({ pathname }) => get(pathname))));
};

const show = (/** @type {string} */ path, /** @type {Page} */ { title, html, nodes }, /** @type {number} */ top) => {
  if (nodes) {
    main.replaceChildren(...nodes);
    // They are in the document now. When it comes back the page is read again.
    pages.delete(path);
    ready.delete(path);
  } else {
    main.innerHTML = html;
  }
  document.title = title;
  scrollTo(0, top);
  main.querySelector("h1")?.focus({ preventScroll: true });
  fetchAhead();
};

addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || !link.pathname.startsWith("/essays/")) return;
  event.preventDefault();
  const turn = (/** @type {Page} */ page) => {
    history.replaceState({ top: scrollY }, "");
    history.pushState(null, "", link.href);
    show(link.pathname, page, 0);
  };
  const page = ready.get(link.pathname);
  if (page) turn(page);
  else get(link.pathname).then(turn);
});

addEventListener("popstate", ({ state }) => {
  const path = location.pathname;
  const back = (/** @type {Page} */ page) => show(path, page, state?.top ?? 0);
  const page = ready.get(path);
  if (page) back(page);
  else get(path).then(back);
});

fetchAhead();
