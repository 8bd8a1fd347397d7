// The start script: when the app begins, what HTML may become elements, and what happens when the app breaks.
// Until the app runs, and wherever it can't, pages and links work as plain HTML.

/** @type {{ base: string, js: string, wasm: string }} */
const { base, js, wasm } = /** @type {any} */ (document.querySelector("script[data-wasm]")).dataset;

// --- What HTML may become elements (Trusted Types) ---
// The sanitiser's own list, which the press writes here: elements, each with its attributes.
const list = new Map("ALLOWED".split(";").map((entry) => {
  const [element, ...attributes] = entry.split(" ");
  return [element, attributes];
}));
for (const element of ["html", "head", "body"]) list.set(element, []);
const everywhere = "EVERYWHERE".split(" ");

// Two kinds of HTML need no check: that of the app's own views, whose texts are escaped, or which the press made of them; and a
// text that is parsed in order to be checked, in a document that runs nothing. Where a browser lacks the interface, an element
// of the text may have its name as an id, and is then a property of the window.
const inert = self.trustedTypes?.createPolicy?.("catchword-inert", { createHTML: (html) => html });
/** @param {string} html */
const unchecked = (html) => (inert ? /** @type {string} */ (inert.createHTML(html)) : html);

self.catchwordFill = (element, html) => {
  // Without the marks that Leptos writes between two texts.
  element.innerHTML = unchecked(html.split("<!>").join(""));
};

// Not the element's own `attributes`: in a form, a field of that name hides it.
const namesOf = Element.prototype.getAttributeNames;
/** @param {Element} element */
const isAllowed = (element) => {
  const own = list.get(element.localName);
  return own && namesOf.call(element).every((name) =>
    everywhere.includes(name) || name.startsWith("PREFIX") || own.includes(name));
};

// A text is checked when it arrives, and not again when its page is shown.
/** @type {Set<string>} */
const known = new Set();

self.catchwordAllows = (html) => {
  if (known.has(html)) return true;
  const parsed = new DOMParser().parseFromString(unchecked(html), "text/html");
  const allowed = [...parsed.querySelectorAll("*")].every(isAllowed);
  if (known.size > 50) known.clear();
  if (allowed) known.add(html);
  return allowed;
};

/** @param {string} url */
const path = (url) => new URL(url, location.href).href.split("?")[0];
const workers = ["WORKERS"].map((file) => path(base + file));
self.trustedTypes?.createPolicy?.("default", {
  createHTML: (html) => (self.catchwordAllows(html) ? html : null),
  createScriptURL: (url) => (workers.includes(path(url)) ? url : null),
});

// --- When the app begins ---
let state = "waiting";
/** @type {number | undefined} */
let late;
const root = document.documentElement;
const here = () => location.pathname + location.search;
// The address of the page in the document.
let shown = here();

/** @param {unknown} error */
const say = (error) => console.error("The pages work without the app, which has stopped:", error);

/**
 * An event's target, or the nearest element around it, that matches a selector. A document has no `closest`.
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLAnchorElement | null | undefined}
 */
const closest = (target, selector) => /** @type {any} */ (target).closest?.(selector);

// The app calls this when it has taken over the page, and adds its listeners with these options: with their signal they can
// all be removed at once.
/** @type {AbortController | undefined} */
let life;
self.catchwordBegins = () => {
  life = new AbortController();
  state = "running";
  root.dataset.app = "";
  return life;
};

// Without the app everything is the browser's again: links, keys, scroll positions.
/** @param {string} why */
const end = (why) => {
  state = why;
  shown = here();
  life?.abort();
  delete root.dataset.app;
  history.scrollRestoration = "auto";
};

const load = async () => {
  if (state !== "waiting") return;
  state = "loading";
  try {
    const app = await import(js);
    await app.default({ module_or_path: wasm });
  } catch (error) {
    end("broken");
    // Leaving a page aborts its requests too. Reporting later keeps that out of the console.
    late = setTimeout(say, 3000, error);
  }
};
addEventListener("pageshow", ({ persisted }) => {
  // A page from the back/forward cache: the reader may have chosen another look since …
  if (!persisted) return;
  self.catchwordLook?.();
  // … and an app that could not be loaded is tried again.
  if (state !== "broken") return;
  clearTimeout(late);
  state = "waiting";
});
// Another tab's choice. Without a key, everything stored has been cleared.
addEventListener("storage", ({ key }) => (key ?? "catchword:look") === "catchword:look" && self.catchwordLook?.());

// At the first sign of intent …
const options = { capture: true, passive: true };
for (const sign of ["pointerover", "pointerdown", "touchstart", "focusin", "keydown"]) {
  addEventListener(sign, ({ target }) => {
    if (sign === "keydown" || closest(target, "a")) load();
  }, options);
}
// … or when the browser is idle after the page has loaded, unless the reader saves data.
/** @type {typeof requestIdleCallback} */
const idle = self.requestIdleCallback instanceof Function ? requestIdleCallback : (run) => setTimeout(run, 200);
const loaded = () => navigator.connection?.saveData || idle(load, { timeout: 2000 });
document.readyState === "complete" ? loaded() : addEventListener("load", loaded);

// --- The search ---
// Its script is loaded when a reader goes to the search field, or comes back to a search. Some browsers remember that a
// module failed to load, by its address: the next try needs another one.
let again = "";
const seek = () => import(base + "search.js" + again).catch(() => {
  again += "?";
  /** @type {any} */
  const form = document.querySelector("[data-words]");
  if (form) form.lastChild.textContent = JSON.parse(form.dataset.words).failed;
});
const resume = () => here().startsWith(base + "search/?") && seek();
for (const sign of ["focusin", "input"]) {
  // After a turn to the search page the focus is on its heading.
  addEventListener(sign, ({ target }) => closest(target, "[data-words]") ? seek() : resume());
}
addEventListener("popstate", resume);
resume();

// --- When the app breaks ---
// In the middle of a turn, the page that was asked for is loaded in full. Otherwise links are left to the browser.
// The error of someone else's script, such as one that watches the page, is none of the app's: its stack says so.
/** @param {{ error?: any, reason?: any }} event */
const fail = ({ error, reason = error }) => {
  const target = root.dataset.turning;
  const isOwn = reason instanceof WebAssembly.RuntimeError || (target !== undefined && (reason?.stack?.includes(js) ?? true));
  if (state !== "running" || !isOwn) return;
  end("dead");
  say(reason);
  if (target === undefined) return;
  target === here() + location.hash ? location.reload() : location.assign(target);
};
addEventListener("error", fail);
addEventListener("unhandledrejection", fail);
addEventListener("click", (event) => {
  // The quick exit replaces this entry, so that Back does not return here.
  const exit = closest(event.target, ".cw-quick-exit");
  if (exit) location.replace(exit.href), event.preventDefault();
  // An embed is loaded when its link is pressed, in the link's place.
  const embed = closest(event.target, ".cw-embed-frame > a");
  if (!embed || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  import(base + "embed.js").then(({ show }) => show(embed)).catch(() => embed.isConnected && location.assign(embed.href));
}, true);
// History entries that the app made share one document. Without the app, going to one of them must load its page.
addEventListener("popstate", () => state !== "running" && here() !== shown && location.reload());
