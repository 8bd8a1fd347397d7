// The search page. `start.js` fetches this when a reader goes to the field, and with it Pagefind, which lies beside the
// index that the press made. Nothing of it is loaded by a page where nobody searches.

const folder = new URL("pagefind/", import.meta.url).href;

// How many results are shown at a time: each is a file.
const STEP = 8;
// How many tags are offered to narrow results down.
const TAGS = 12;
// How long the address waits for the next letter, in milliseconds. Browsers refuse to change it too often.
const PAUSE = 300;

let pagefind;
const engine = () => {
  pagefind ??= import(folder + "pagefind.js").then(async (module) => {
    await module.options({ excerptLength: 24, excerptEllipsis: "…" });
    // Until they have all come, nothing is said of how many results bear which tag.
    await module.filters();
    return module;
  });
  // What could not be loaded is asked for again at the next letter.
  pagefind.catch(() => { pagefind = undefined; });
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

// What was found, by what was asked: Back shows it at once, so that the reader comes to the same place.
const shown = new Map();

class Search {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(form.dataset.words);
    this.field = form.querySelector("[type=search]");
    const page = form.parentElement;
    this.ways = page.querySelector(".ways");
    this.status = make("p", { className: "search-status" });
    this.tags = make("div", { className: "search-tags" });
    this.list = make("ol", { className: "entries" });
    // Lists without bullets are none to Safari's screen reader.
    this.list.setAttribute("role", "list");
    this.tags.setAttribute("role", "group");
    this.tags.setAttribute("aria-label", this.words.only);
    page.querySelector(".found").replaceChildren(this.status, this.tags, this.list);
    const asked = new URLSearchParams(location.search);
    this.tag = asked.get("tag");
    if (!this.field.value) this.field.value = asked.get("q") ?? "";
    this.field.addEventListener("input", () => { this.tag = null; this.ask(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(); });
    page.addEventListener("keydown", (event) => this.walk(event));
    this.number = 0;
    this.clear();
    this.ask();
  }

  get address() {
    const asked = new URLSearchParams();
    if (this.query) asked.set("q", this.query);
    if (this.query && this.tag) asked.set("tag", this.tag);
    return asked.size ? "?" + asked : "";
  }

  // A number in the page's language: its form, its digits.
  count(number) {
    const { language, results, digits } = this.words;
    const form = results[new Intl.PluralRules(language).select(number)] ?? results.other;
    return form.replace("{n}", String(number).replace(/\d/g, (digit) => digits[digit]));
  }

  // For the eye, and in the page's one live region.
  say(text) {
    for (const place of [this.status, document.querySelector("body > [role=status]")]) {
      if (place && place.textContent !== text) place.textContent = text;
    }
  }

  clear() {
    this.tags.replaceChildren();
    this.list.replaceChildren();
    this.more?.remove();
    this.ways.hidden = false;
  }

  async ask() {
    const number = ++this.number;
    this.query = this.field.value.trim();
    const { address } = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.form.isConnected && history.replaceState(history.state, "", location.pathname + address), PAUSE);
    if (!this.query) {
      this.say("");
      return this.clear();
    }
    const before = shown.get(address);
    if (before) return this.show(before, before.data);
    try {
      if (!this.list.children.length) this.say(this.words.busy);
      const { search } = await engine();
      if (number !== this.number) return;
      const found = await search(this.query, this.tag ? { filters: { tag: this.tag } } : {});
      const data = await Promise.all(found.results.slice(0, STEP).map((result) => result.data()));
      if (number !== this.number) return;
      const kept = { address, results: found.results, tags: found.filters.tag ?? {}, data };
      shown.set(address, kept);
      this.show(kept, data);
    } catch (error) {
      console.error(error);
      if (number === this.number) this.clear(), this.say(this.words.failed);
    }
  }

  show(kept, data) {
    this.clear();
    const { results, tags } = kept;
    const quoted = `“${this.query}”`;
    const count = this.count(results.length);
    const { found, nothing } = this.words;
    this.say(results.length
      ? found.replace("{count}", () => count).replace("{query}", () => quoted)
      : nothing.replace("{query}", () => quoted));
    this.ways.hidden = results.length > 0;
    this.offer(tags, results.length);
    this.list.append(...data.map((entry) => this.entry(entry)));
    if (results.length > data.length) {
      this.more = make("button", { type: "button", className: "search-more button" }, this.words.more);
      this.more.addEventListener("click", () => this.extend(kept));
      this.list.after(this.more);
    }
  }

  // The tags of what was found, for narrowing it down; of those that would leave everything, none helps.
  offer(tags, all) {
    const offered = Object.entries(tags)
      .filter(([tag, count]) => tag === this.tag || (count > 0 && count < all))
      .sort(([, one], [, other]) => other - one)
      .slice(0, TAGS);
    this.tags.append(...offered.map(([tag, count]) => {
      const button = make("button", { type: "button", className: "button" }, `${tag} ${this.count(count).match(/[\p{Nd}]+/u)?.[0] ?? ""}`.trim());
      button.setAttribute("aria-pressed", tag === this.tag);
      button.addEventListener("click", async () => {
        this.tag = tag === this.tag ? null : tag;
        await this.ask();
        // The buttons are new ones.
        [...this.tags.children].find(({ dataset }) => dataset.tag === tag)?.focus();
      });
      button.dataset.tag = tag;
      return button;
    }));
  }

  entry({ url, meta, excerpt }) {
    const title = make("h2", {}, make("a", { href: url }, meta.title));
    const parts = [title, make("p", { className: "summary" }, ...marked(excerpt))];
    if (meta.date) parts.push(make("p", { className: "meta" }, meta.date));
    return make("li", { className: "entry" }, ...parts);
  }

  async extend(kept) {
    const { data } = kept;
    const next = await Promise.all(kept.results.slice(data.length, data.length + STEP).map((result) => result.data()));
    kept.data = [...data, ...next];
    this.list.append(...next.map((entry) => this.entry(entry)));
    this.list.children[data.length]?.querySelector("a").focus();
    if (kept.data.length === kept.results.length) this.more.remove();
  }

  // Up and down walk through the field and the results.
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [this.field, ...this.list.querySelectorAll("h2 a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }
}

// A page that is turned to has a form of its own.
let current;
const look = () => {
  const form = document.querySelector("form.search[data-words]");
  if (form && form !== current) new Search(current = form);
};
look();
new MutationObserver(look).observe(document.querySelector("main"), { childList: true });
