// The start script: when the app begins, what HTML may become elements, and what happens when the app breaks.
// Until the app runs, and wherever it can't, every page is a page and every link a link.

const { base, js, wasm } = document.querySelector("script[data-wasm]").dataset;

// --- What HTML may become elements (Trusted Types) ---
// The sanitiser's own list, which the build writes here: elements, each with its attributes.
const list = new Map("ALLOWED".split(";").map((entry) => {
  const [element, ...attributes] = entry.split(" ");
  return [element, attributes];
}));
for (const element of ["html", "head", "body"]) list.set(element, []);
const everywhere = "EVERYWHERE".split(" ");

// The document that a text is parsed into is inert: nothing in it loads or runs. That parse is a sink itself.
const inert = self.trustedTypes?.createPolicy("catchword-inert", { createHTML: (html) => html });

// Not the element's own `attributes`: of a form, that may be a field of this name.
const namesOf = Element.prototype.getAttributeNames;
const isAllowed = (element) => {
  const own = list.get(element.localName);
  return own && namesOf.call(element).every((name) =>
    everywhere.includes(name) || name.startsWith("PREFIX") || own.includes(name));
};

// A text is held against the list when it arrives, and need not be when its page is turned to.
const known = new Set();

self.catchwordAllows = (html) => {
  if (known.has(html)) return true;
  const parsed = new DOMParser().parseFromString(inert ? inert.createHTML(html) : html, "text/html");
  const allowed = [...parsed.querySelectorAll("*")].every(isAllowed);
  if (known.size > 50) known.clear();
  if (allowed) known.add(html);
  return allowed;
};

const path = (url) => new URL(url, location).href.split("?")[0];
const workers = ["WORKERS"].map((file) => path(base + file));
self.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (self.catchwordAllows(html) ? html : null),
  createScriptURL: (url) => (workers.includes(path(url)) ? url : null),
});

// --- When the app begins ---
let state = "waiting";
let late;
const root = document.documentElement;
const here = () => location.pathname + location.search;
const first = here();

const say = (error) => console.error("The pages work without the app, which has stopped:", error);

const load = async () => {
  if (state !== "waiting") return;
  state = "loading";
  try {
    const app = await import(js);
    await app.default({ module_or_path: wasm });
    state = "running";
    root.dataset.app = "";
  } catch (error) {
    state = "broken";
    // Later, for a page that is being left breaks off its requests, too.
    late = setTimeout(say, 3000, error);
  }
};
addEventListener("pageshow", ({ persisted }) => {
  // Only what could not be loaded is tried again: an app that broke lies in this document still.
  if (!persisted || state !== "broken") return;
  clearTimeout(late);
  state = "waiting";
});

// At the first sign of intent …
const options = { capture: true, passive: true };
for (const sign of ["pointerover", "pointerdown", "touchstart", "focusin", "keydown"]) {
  addEventListener(sign, ({ target }) => {
    if (sign === "keydown" || target.closest?.("a")) load();
  }, options);
}
// … or when the browser is idle after the page has loaded, unless the reader asks to be spared.
const idle = self.requestIdleCallback ?? ((run) => setTimeout(run, 200));
const loaded = () => navigator.connection?.saveData || idle(load, { timeout: 2000 });
document.readyState === "complete" ? loaded() : addEventListener("load", loaded);

// --- The search ---
// Its script is fetched when a reader goes to its field, or comes to what was searched for before. A module that could not
// be fetched stays so under its address in some browsers.
let again = "";
const seek = () => import(base + "search.js" + again).catch(() => {
  again += "?";
  const form = document.querySelector("[data-words]");
  if (form) form.lastChild.textContent = JSON.parse(form.dataset.words).failed;
});
const resume = () => here().startsWith(base + "search/?") && seek();
for (const sign of ["focusin", "input"]) {
  // A page that is turned to has the focus on its heading.
  addEventListener(sign, ({ target }) => target.closest?.("[data-words]") ? seek() : resume());
}
addEventListener("popstate", resume);
resume();

// --- When the app breaks ---
// Half-way through a turn, the page that was asked for is loaded in full; else the links are the browser's again.
const fail = ({ error, reason = error }) => {
  const target = root.dataset.turning;
  if (state !== "running" || (target === undefined && !(reason instanceof WebAssembly.RuntimeError))) return;
  state = "dead";
  delete root.dataset.app;
  say(reason);
  if (target === undefined) return;
  target === here() + location.hash ? location.reload() : location.assign(target);
};
addEventListener("error", fail);
addEventListener("unhandledrejection", fail);
addEventListener("click", (event) => {
  if (state === "dead") event.stopImmediatePropagation();
  // Back leads nowhere from there.
  const exit = event.target.closest?.(".quick-exit");
  if (exit) location.replace(exit), event.preventDefault();
  // What another host shows comes when it is pressed, in its link's place.
  const embed = event.target.closest?.(".embed-frame > a");
  if (!embed || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  import(base + "embed.js").then(({ show }) => show(embed)).catch(() => embed.isConnected && location.assign(embed));
}, true);
// Entries that an app made before a reload share one document: without an app nobody would show the other page.
addEventListener("popstate", () => state !== "running" && here() !== first && location.reload());
