// The search page. `start.js` loads this when a reader goes to the search field; this loads Pagefind and the index, which
// the press made. Pages where nobody searches load none of it.

/** @typedef {{ url: string, title: string, date?: string, language?: string, excerpt: string }} Entry */
/** @typedef {{ data: unknown }} Result a page of the index, not loaded yet */
/** @typedef {{ url: string, meta: { title: string, date?: string, language?: string }, excerpt: string }} Page as the index has it */
/** @typedef {{ results: Result[], filters: { tag?: Record<string, number> }, pages?: Page[] }} Answer with its first pages, if the worker loads them */
/** @typedef {{ query: string, results: Result[], tags: Record<string, number>, entries: Entry[] }} Found */
/** @typedef {Record<"busy" | "failed" | "found" | "language" | "more" | "nothing" | "only", string>} Texts */
/** @typedef {Texts & { digits: string[], results: Record<string, string> }} Words the press's texts for the page */

const folder = new URL("pagefind/", import.meta.url).href;

// How many results are shown at a time. Each is a file to load.
const STEP = 5;
// The same for a query of one letter, which rarely finds what is looked for. A single sign of Chinese is a word.
const FEW = 2;
// How many tags are offered as filters.
const TAGS = 12;
// How long to wait for the next letter before changing the address, in milliseconds. Browsers limit how often that may be.
const PAUSE = 300;
// Letters that follow each other within this time, in milliseconds, are typed in one go. Only the first is searched at once.
const RUN = 600;
// How long to wait for the next one of them before searching again, in milliseconds. Each answer shows pages that must be
// loaded, and few readers want those of half a word.
const REST = 250;

// The press marks where words end (`crates/press/src/index/words.rs`), and a query is written in the same way.
/** @param {string} text a title or an excerpt from the index */
const unmarked = (text) => text.replace(/\u2060(?:\||(<\/mark>)? )/g, "$1");

// Characters that nobody sees; symbols that are no part of a word, but not emoji.
const LEFT_OUT = /[\u00AD\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF©®™]|(?!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[+#])\p{S}/gu;

/** @param {string} query */
const prepared = (query) =>
  query
    .normalize("NFC")
    .replace(LEFT_OUT, "")
    .replace(/ʼ/g, "’")
    .replace(/[‒–—―…/]|--+|\.\.+/g, " ")
    // `+` and `#` stay where they end a name, as in `C++`.
    .replace(/(\p{L}\p{M}*[+#]+)|[+#]/gu, (_, name) => name ?? " ")
    .trim();

// A compound by its parts: `well-known` as `well known`. Words in quotation marks stay as they are.
/** @param {string} query a prepared one */
const apart = (query) => query.includes('"') ? query : query.replace(/(?![+#])\p{P}/gu, " ").trim();

// Pagefind, in a worker: `search-worker.js`, which loads faster, or where a browser is too old for that, Pagefind's own, which
// has the same messages. They are not a public interface: the press pins the version they belong to.
class Pagefind {
  constructor() {
    /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
    this.asked = new Map();
    this.number = 0;
  }

  /** @returns {Promise<this>} */
  async begin() {
    const worker = self.DecompressionStream ? "search-worker.js" : "pagefind/pagefind-worker.js";
    this.worker = new Worker(new URL(worker, import.meta.url));
    this.worker.addEventListener("message", ({ data: { id, result, error } }) => {
      const { resolve, reject } = /** @type {any} */ (this.asked.get(id));
      this.asked.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    });
    this.worker.addEventListener("error", () => {
      for (const { reject } of this.asked.values()) reject(new Error("the worker broke off"));
      this.asked.clear();
    });
    const language = document.documentElement.lang.toLowerCase();
    const basePath = new URL(folder).pathname;
    await Promise.all([
      this.ask("init", { basePath, language, primary: true, excerptLength: 24, excerptEllipsis: "…" }),
      // Until the filters have come, an answer does not have the number of results of each tag.
      this.ask("filters"),
    ]);
    return this;
  }

  /**
   * @param {string} method
   * @param {unknown[]} args
   * @returns {Promise<any>}
   */
  ask(method, ...args) {
    return new Promise((resolve, reject) => {
      const id = ++this.number;
      this.asked.set(id, { resolve, reject });
      /** @type {Worker} */ (this.worker).postMessage({ id, method, args });
    });
  }

  /**
   * @param {string} query
   * @param {{ filters?: { tag: string }, first: number }} options
   * @returns {Promise<Answer>}
   */
  search(query, options) {
    return this.ask("search", query, options);
  }

  /**
   * What is shown of results.
   * @param {Result[]} results
   * @param {Page[]} [pages] theirs, if they are loaded
   * @returns {Promise<Entry[]>}
   */
  async load(results, pages) {
    const loaded = pages ?? await Promise.all(results.map(({ data }) => this.ask("getData", data)));
    return loaded.map(({ url, meta: { title, date, language }, excerpt }) =>
      ({ url, title: unmarked(title), date, language, excerpt: unmarked(excerpt) }));
  }
}

/** @type {Promise<Pagefind> | undefined} */
let pagefind;
const engine = () => {
  if (!pagefind) {
    const begun = new Pagefind();
    pagefind = begun.begin();
    // If it could not be loaded, the next letter tries again.
    pagefind.catch(() => {
      begun.worker?.terminate();
      pagefind = undefined;
    });
  }
  return pagefind;
};

/**
 * @param {string} name
 * @param {object} properties
 * @param {(string | Node)[]} children
 */
const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/**
 * An excerpt's text and its `<mark>` elements. Pagefind gives it as HTML, with `<` and `>` escaped.
 * @param {string} excerpt
 */
const marked = (excerpt) =>
  excerpt.split(/<mark>(.*?)<\/mark>/).map((part, at) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return at % 2 ? make("mark", {}, text) : text;
  });

// Earlier answers, by the address's query: Back shows them at once, so that the scroll position fits.
/** @type {Map<string, Found>} */
const kept = new Map();

class Search {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    // Loads Pagefind before the first letter. A failure is reported when something is searched.
    engine().catch(() => {});
    this.form = form;
    this.path = new URL(form.action).pathname;
    /** @type {Words} */
    this.words = JSON.parse(/** @type {string} */ (form.dataset.words));
    // Made before the first answer, because that takes a while.
    this.plurals = new Intl.PluralRules(this.words.language);
    this.field = /** @type {HTMLInputElement} */ (form.querySelector(".cw-search [type=search]"));
    this.status = form.querySelector(".cw-search-status");
    this.page = /** @type {HTMLElement} */ (form.closest("article"));
    this.tags = make("div", { className: "cw-search-tags" });
    this.tags.setAttribute("role", "group");
    this.tags.setAttribute("aria-label", this.words.only);
    this.list = make("ol", { className: "cw-entries" });
    // VoiceOver in Safari does not announce a list without bullets as a list.
    this.list.setAttribute("role", "list");
    this.more = make("button", { type: "button", className: "cw-search-more cw-button", hidden: true }, this.words.more);
    // Beside the text, not in it: the app may read the text later, and must find it as the press wrote it.
    this.page.querySelector(":scope > .cw-found")?.remove();
    this.page.append(make("div", { className: "cw-found" }, this.tags, this.list, this.more));
    this.field.addEventListener("input", () => {
      this.tag = null;
      const now = performance.now();
      this.ask(now - /** @type {number} */ (this.typed) < RUN ? REST : 0);
      this.typed = now;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.askAnew();
    });
    this.more.addEventListener("click", () => this.extend());
    // Before a result is opened, so that Back returns to this search.
    this.list.addEventListener("click", () => this.write(), true);
    this.page.addEventListener("keydown", (event) => this.walk(event));
    this.query = "";
    this.number = this.settled = this.shows = 0;
    this.clear();
    // A query typed before this was loaded is newer than the address's.
    if (this.field.value) this.askAnew();
    else this.follow();
  }

  /**
   * Whether an answer is out of date: a newer one is shown, or the page has gone. While the reader types on, the answer to
   * an earlier query is still better than none.
   * @param {number} number
   */
  isStale(number) {
    return number < this.settled || !this.form.isConnected;
  }

  get address() {
    const asked = new URLSearchParams();
    if (this.query) asked.set("q", this.query);
    if (this.query && this.tag) asked.set("tag", this.tag);
    return this.query ? "?" + asked : "";
  }

  // Searches for the address's query.
  follow() {
    if (!this.form.isConnected || location.pathname !== this.path) return;
    const asked = new URLSearchParams(location.search);
    this.field.value = asked.get("q") ?? "";
    this.tag = asked.get("tag");
    this.askAnew();
  }

  write() {
    clearTimeout(this.timer);
    if (!this.form.isConnected || location.pathname !== this.path || location.search === this.address) return;
    history.replaceState(history.state, "", this.path + this.address + location.hash);
  }

  /**
   * A number in the page's digits.
   * @param {number} number
   */
  digits(number) {
    return String(number).replace(/\d/g, (digit) => this.words.digits[Number(digit)]);
  }

  /**
   * How many results there are, in words, with the plural form of the page's language.
   * @param {number} number
   */
  count(number) {
    const { results } = this.words;
    const form = results[this.plurals.select(number)] ?? results.other;
    return form.replace("{n}", this.digits(number));
  }

  /**
   * Writes a message below the field and into the page's live region.
   * @param {string} text
   */
  say(text) {
    for (const place of [this.status, document.querySelector("[data-status]")]) {
      if (place && place.textContent !== text) place.textContent = text;
    }
  }

  // Removes the results. If the focus was among them, it goes to the field.
  clear() {
    if (this.list.parentElement?.contains(document.activeElement)) this.field.focus();
    this.shows++;
    /** @type {Found | undefined} */
    this.shown = undefined;
    this.tags.replaceChildren();
    this.list.replaceChildren();
    this.more.hidden = true;
    this.page.classList.remove("cw-has-results");
  }

  // Searches for what is in the field, after `wait` milliseconds without another letter.
  ask(wait = 0) {
    this.query = this.field.value.trim();
    clearTimeout(this.timer);
    clearTimeout(this.later);
    this.timer = setTimeout(() => this.write(), PAUSE);
    const before = kept.get(this.address);
    if (!this.query || before) {
      this.settled = ++this.number;
      if (before) return this.show(before);
      this.say("");
      return this.clear();
    }
    if (!wait) return this.find();
    this.later = setTimeout(() => this.find(), wait);
  }

  // The same for a new search: answers to earlier queries are not shown any more.
  askAnew() {
    this.settled = this.number + 1;
    return this.ask();
  }

  async find() {
    const number = ++this.number;
    const { address, query, tag } = this;
    if (this.isStale(number)) return;
    try {
      if (!this.shown) this.say(this.words.busy);
      const index = await engine();
      if (this.isStale(number)) return;
      const first = /^[\p{Lu}\p{Ll}]$/u.test(query) ? FEW : STEP;
      const options = tag ? { filters: { tag }, first } : { first };
      const words = prepared(query);
      let answer = await index.search(words, options);
      // A part of the index that failed to load is as good as empty, and is loaded at the next query. Parts that have been
      // loaded are not loaded twice.
      if (!answer.results.length) answer = await index.search(apart(words), options);
      const { results, filters, pages } = answer;
      if (!results.length && !navigator.onLine) throw new Error("offline");
      const entries = await index.load(results.slice(0, first), pages);
      if (this.isStale(number)) return;
      this.settled = number;
      const found = { query, results, tags: filters.tag ?? {}, entries };
      // An empty answer may come from a part that failed to load, so it is not kept.
      if (results.length) kept.set(address, found);
      this.show(found);
    } catch (error) {
      if (number !== this.number) return;
      this.settled = number;
      this.fail(error);
    }
  }

  /** @param {unknown} error */
  fail(error) {
    if (!this.form.isConnected) return;
    console.warn("The search:", error);
    this.clear();
    this.say(this.words.failed);
  }

  /** @param {Found} found */
  show(found) {
    const focused = this.links.find((link) => link === document.activeElement);
    this.clear();
    this.shown = found;
    const { results, tags, entries } = found;
    this.tell(found);
    this.page.classList.toggle("cw-has-results", results.length > 0);
    this.offer(tags, results.length);
    this.list.append(...entries.map((entry) => this.entry(entry)));
    this.more.hidden = entries.length === results.length;
    // Keeps the focus on a result that is in the new list too.
    this.links.find(({ href }) => href === focused?.href)?.focus();
  }

  /**
   * Writes how many results there are.
   * @param {Found} found
   */
  tell({ query, results }) {
    /** @type {Record<string, string>} */
    const values = { count: this.count(results.length), query: `“${query}”` };
    const text = results.length ? this.words.found : this.words.nothing;
    this.say(text.replace(/{(count|query)}/g, (_, name) => values[name]));
  }

  get links() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.list.querySelectorAll("h2 a")]);
  }

  /**
   * Offers the results' tags as filters, but not a tag that all of them have.
   * @param {Record<string, number>} tags
   * @param {number} all
   */
  offer(tags, all) {
    const offered = Object.entries(tags)
      .filter(([tag, count]) => tag === this.tag || (count > 0 && count < all))
      .sort(([, one], [, other]) => other - one)
      .slice(0, TAGS);
    this.tags.append(...offered.map(([tag, count]) => {
      const button = make("button", { type: "button", className: "cw-button" }, `${tag} ${this.digits(count)}`);
      button.dataset.tag = tag;
      button.setAttribute("aria-pressed", String(tag === this.tag));
      button.addEventListener("click", async () => {
        this.tag = tag === this.tag ? null : tag;
        await this.askAnew();
        // The buttons have been replaced.
        /** @type {HTMLElement[]} */ ([...this.tags.children]).find(({ dataset }) => dataset.tag === tag)?.focus();
      });
      return button;
    }));
  }

  /** @param {Entry} entry */
  entry({ url, title, date, language, excerpt }) {
    const parts = [make("h2", {}, make("a", { href: url }, title)), make("p", { className: "cw-summary" }, ...marked(excerpt))];
    if (date) parts.push(make("p", { className: "cw-meta" }, date));
    // An entry is in its page's language, and has that language's direction.
    return make("li", { className: "cw-entry", ...(language && { lang: language, dir: "auto" }) }, ...parts);
  }

  async extend() {
    const shown = /** @type {Found} */ (this.shown);
    const { shows } = this;
    const { results, entries } = shown;
    this.more.hidden = true;
    try {
      const index = await engine();
      const next = await index.load(results.slice(entries.length, entries.length + STEP));
      if (this.shows !== shows || !this.form.isConnected) return;
      shown.entries = [...entries, ...next];
      this.list.append(...next.map((entry) => this.entry(entry)));
      this.list.children[entries.length].querySelector("a")?.focus();
      this.tell(shown);
      this.more.hidden = shown.entries.length === results.length;
    } catch (error) {
      if (this.shows !== shows || !this.form.isConnected) return;
      console.warn("The search:", error);
      // The results so far stay.
      this.say(this.words.failed);
      this.more.hidden = false;
      this.more.focus();
    }
  }

  /**
   * The arrow keys up and down move the focus through the field and the results.
   * @param {KeyboardEvent} event
   */
  walk(event) {
    const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    /** @type {(HTMLElement | null)[]} */
    const stops = [this.field, ...this.links];
    const at = stops.indexOf(/** @type {HTMLElement | null} */ (document.activeElement));
    if (at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step]?.focus();
  }
}

// A turn to the search page brings a new form. At Back, the address has changed before the page does: results must be shown
// at once, before the app restores the scroll position. At a link, the address changes after the page.
/** @type {Search | undefined} */
let current;
const look = () => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.cw-search[data-words]"));
  if (form && form !== current?.form) return (current = new Search(form));
};
const follow = () => current && location.search !== current.address && current.follow();
look();
// What is typed before that is newer than the address.
new MutationObserver(() => look() && setTimeout(() => current?.typed || follow())).observe(/** @type {Node} */ (document.querySelector("main")), { childList: true });
// Back from one search to another does not change the page.
addEventListener("popstate", follow);
