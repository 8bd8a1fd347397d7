// The search page. `start.js` fetches this when a reader goes to the field, and with it Pagefind, which lies beside the
// index that the press made. Nothing of it is loaded by a page where nobody searches.

const folder = new URL("pagefind/", import.meta.url).href;

// How many results are shown at a time: each is a file.
const STEP = 5;
// And of what a single letter finds, which is mostly not what is looked for.
const FEW = 3;
// How many tags are offered to narrow results down.
const TAGS = 12;
// How long the address waits for the next letter, in milliseconds. Browsers refuse to change it too often.
const PAUSE = 300;
// How long the next question waits for a further letter, in milliseconds; the first letter is asked at once.
const REST = 150;

// Pagefind, in a worker. Its own front has all of the worker's code once more, twelve kilobytes for browsers that have no
// workers, so what it would say to the worker is said here. Those messages are no public interface: the press is bound to
// the version that they are of.
class Pagefind {
  asked = new Map();
  number = 0;

  async begin() {
    this.worker = new Worker(folder + "pagefind-worker.js");
    this.worker.addEventListener("message", ({ data: { id, result, error } }) => {
      const { resolve, reject } = this.asked.get(id);
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
      // Until they have all come, nothing is said of how many results bear which tag.
      this.ask("filters"),
    ]);
    return this;
  }

  ask(method, ...args) {
    return new Promise((resolve, reject) => {
      const id = ++this.number;
      this.asked.set(id, { resolve, reject });
      this.worker.postMessage({ id, method, args });
    });
  }

  search(query, narrowed) {
    return this.ask("search", query, narrowed);
  }

  // What of a result is shown.
  async load({ data }) {
    const { url, meta: { title, date, language }, excerpt } = await this.ask("getData", data);
    return { url, title, date, language, excerpt };
  }
}

let pagefind;
const engine = () => {
  if (!pagefind) {
    const begun = new Pagefind();
    pagefind = begun.begin();
    // What could not be loaded is asked for again at the next letter.
    pagefind.catch(() => {
      begun.worker?.terminate();
      pagefind = undefined;
    });
  }
  return pagefind;
};

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

// Pagefind marks words with `<mark>` and escapes signs: a text, taken apart again.
const marked = (excerpt) =>
  excerpt.split(/<mark>(.*?)<\/mark>/).map((part, at) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return at % 2 ? make("mark", {}, text) : text;
  });

const load = async (results) => {
  const index = await engine();
  return Promise.all(results.map((result) => index.load(result)));
};

// What was found, by what was asked: Back shows it at once, so that the reader comes to the same place.
const kept = new Map();

class Search {
  constructor(form) {
    this.form = form;
    this.path = new URL(form.action).pathname;
    this.words = JSON.parse(form.dataset.words);
    this.field = form.querySelector("[type=search]");
    this.status = form.querySelector(".search-status");
    this.page = form.closest("article");
    this.tags = make("div", { className: "search-tags" });
    this.tags.setAttribute("role", "group");
    this.tags.setAttribute("aria-label", this.words.only);
    this.list = make("ol", { className: "entries" });
    // Lists without bullets are none to Safari's screen reader.
    this.list.setAttribute("role", "list");
    this.more = make("button", { type: "button", className: "search-more button", hidden: true }, this.words.more);
    // Beside the text, not in it: what stands in the text must be as the press wrote it when the app reads it.
    this.page.querySelector(":scope > .found")?.remove();
    this.page.append(make("div", { className: "found" }, this.tags, this.list, this.more));
    this.field.addEventListener("input", () => {
      this.tag = null;
      const now = performance.now();
      this.ask(now - this.typed < REST ? REST : 0);
      this.typed = now;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.askAnew();
    });
    this.more.addEventListener("click", () => this.extend());
    // Whoever leaves comes back to what they asked.
    this.list.addEventListener("click", () => this.write(), true);
    this.page.addEventListener("keydown", (event) => this.walk(event));
    this.number = this.settled = this.shows = 0;
    this.clear();
    // By the first letter it is there. What goes wrong is said then.
    engine().catch(() => {});
    // What was typed before this was loaded is newer than the address.
    if (this.field.value) this.askAnew();
    else this.follow();
  }

  // Whether an answer is wanted no more: a newer one is there, or the page is gone. While one types on, the answer to what
  // was typed so far is better than none.
  isStale(number) {
    return number < this.settled || !this.form.isConnected;
  }

  get address() {
    const asked = new URLSearchParams();
    if (this.query) asked.set("q", this.query);
    if (this.query && this.tag) asked.set("tag", this.tag);
    return asked.size ? "?" + asked : "";
  }

  // Asks what the address asks.
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

  // A number in the page's digits.
  digits(number) {
    return String(number).replace(/\d/g, (digit) => this.words.digits[digit]);
  }

  // How many results, in the form that the number takes in the page's language.
  count(number) {
    const { language, results } = this.words;
    const form = results[new Intl.PluralRules(language).select(number)] ?? results.other;
    return form.replace("{n}", this.digits(number));
  }

  // For the eye, and in the page's one live region.
  say(text) {
    for (const place of [this.status, document.querySelector("body > [role=status]")]) {
      if (place && place.textContent !== text) place.textContent = text;
    }
  }

  // Whoever has gone on to the results comes back to the field.
  clear() {
    if (this.list.parentElement.contains(document.activeElement)) this.field.focus();
    this.shows++;
    this.shown = undefined;
    this.tags.replaceChildren();
    this.list.replaceChildren();
    this.more.hidden = true;
    this.page.classList.remove("has-results");
  }

  // Asks what is in the field, after so many milliseconds if nothing is typed in them.
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

  // The same where what was asked before was something else, and its answer is wanted no more.
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
      const narrowed = tag ? { filters: { tag } } : {};
      let { results, filters } = await index.search(query, narrowed);
      // A part of the index that did not come counts as one that has nothing in it, and is fetched when it is asked for
      // again. Of one that came, nothing is.
      if (!results.length) ({ results, filters } = await index.search(query, narrowed));
      if (!results.length && !navigator.onLine) throw new Error("offline");
      const entries = await load(results.slice(0, query.length > 1 ? STEP : FEW));
      if (this.isStale(number)) return;
      this.settled = number;
      const found = { query, results, tags: filters.tag ?? {}, entries };
      // What was found nowhere may be in a part that will come.
      if (results.length) kept.set(address, found);
      this.show(found);
    } catch (error) {
      if (number !== this.number) return;
      this.settled = number;
      this.fail(error);
    }
  }

  fail(error) {
    if (!this.form.isConnected) return;
    console.warn("The search:", error);
    this.clear();
    this.say(this.words.failed);
  }

  show(found) {
    const focused = this.links.find((link) => link === document.activeElement);
    this.clear();
    this.shown = found;
    const { results, tags, entries } = found;
    this.tell(found);
    this.page.classList.toggle("has-results", results.length > 0);
    this.offer(tags, results.length);
    this.list.append(...entries.map((entry) => this.entry(entry)));
    this.more.hidden = entries.length === results.length;
    // What the reader has gone on to already may be among them still.
    this.links.find(({ href }) => href === focused?.href)?.focus();
  }

  // Says how many were found.
  tell({ query, results }) {
    const values = { count: this.count(results.length), query: `“${query}”` };
    const text = results.length ? this.words.found : this.words.nothing;
    this.say(text.replace(/{(count|query)}/g, (_, name) => values[name]));
  }

  get links() {
    return [...this.list.querySelectorAll("h2 a")];
  }

  // The tags of what was found, for narrowing it down; of those that would leave everything, none helps.
  offer(tags, all) {
    const offered = Object.entries(tags)
      .filter(([tag, count]) => tag === this.tag || (count > 0 && count < all))
      .sort(([, one], [, other]) => other - one)
      .slice(0, TAGS);
    this.tags.append(...offered.map(([tag, count]) => {
      const button = make("button", { type: "button", className: "button" }, `${tag} ${this.digits(count)}`);
      button.dataset.tag = tag;
      button.setAttribute("aria-pressed", tag === this.tag);
      button.addEventListener("click", async () => {
        this.tag = tag === this.tag ? null : tag;
        await this.askAnew();
        // The buttons are new ones.
        [...this.tags.children].find(({ dataset }) => dataset.tag === tag)?.focus();
      });
      return button;
    }));
  }

  entry({ url, title, date, language, excerpt }) {
    const parts = [make("h2", {}, make("a", { href: url }, title)), make("p", { className: "summary" }, ...marked(excerpt))];
    if (date) parts.push(make("p", { className: "meta" }, date));
    // What is said of a page is in its own language, and so goes its way.
    return make("li", { className: "entry", ...(language && { lang: language, dir: "auto" }) }, ...parts);
  }

  async extend() {
    const { shown, shows } = this;
    const { results, entries } = shown;
    this.more.hidden = true;
    try {
      const next = await load(results.slice(entries.length, entries.length + STEP));
      if (this.shows !== shows || !this.form.isConnected) return;
      shown.entries = [...entries, ...next];
      this.list.append(...next.map((entry) => this.entry(entry)));
      this.list.children[entries.length].querySelector("a").focus();
      this.tell(shown);
      this.more.hidden = shown.entries.length === results.length;
    } catch (error) {
      if (this.shows !== shows || !this.form.isConnected) return;
      console.warn("The search:", error);
      // What is there stays.
      this.say(this.words.failed);
      this.more.hidden = false;
      this.more.focus();
    }
  }

  // Up and down walk through the field and the results.
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [this.field, ...this.links];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }
}

// A page that is turned to has a form of its own. At Back its address is the one to follow already, and its results must
// stand before the reader is brought to their place; at a link the address changes a moment later.
let current;
const look = () => {
  const form = document.querySelector("form.search[data-words]");
  if (form && form !== current?.form) return (current = new Search(form));
};
const follow = () => current && location.search !== current.address && current.follow();
look();
new MutationObserver(() => look() && setTimeout(follow)).observe(document.querySelector("main"), { childList: true });
// Between two searches of one page nothing is turned.
addEventListener("popstate", follow);
