// Searches the index, in a worker, so that the page is not held up. It loads and calls Pagefind's own WebAssembly, and answers
// those messages of Pagefind's worker that `search.js` sends. It is a sixth of that worker's size, lets the browser decompress,
// asks for nothing at intervals, loads the first pages with their search, and sends only what is shown. Browsers without
// `DecompressionStream` have Pagefind's worker. The functions of the WebAssembly are not a public interface: the press pins
// their version.

{
  /** @typedef {{ l: number, s: number }} Place a word of a page that was found: its number, and how much it counts */
  /** @typedef {{ p: string, l: Place[] }} Hit a page that was found: its file, and its words */
  /** @typedef {{ basePath: string, language: string, excerptLength: number, excerptEllipsis: string }} Options */
  /** @typedef {{ url: string, content: string, meta: Record<string, string> }} Page */

  // What each file of the index begins with.
  const SIGNATURE = "pagefind_dcd";

  // In these languages the words of a query are not written apart.
  const SEGMENTED = ["zh", "ja", "th"];

  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** @type {Options} */
  let options;
  /** @type {string[]} */
  let included;
  /** @type {any} What the WebAssembly exports. */
  let code;
  // The address of the index in the memory of the WebAssembly. It changes with every part that is loaded.
  let index = 0;
  /** @type {Promise<unknown>} Settled when the index can be searched. */
  let ready;

  // Files that are loaded or on their way, by their names.
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();

  // The results of every search, in the order in which they were found.
  /** @type {Hit[]} */
  const hits = [];

  /** @param {string} name */
  const read = async (name) => {
    const response = await fetch(options.basePath + name);
    if (!response.ok) throw new Error(`${response.status} fetching ${name}`);
    let bytes = await response.arrayBuffer();
    // A host may have decompressed it.
    if (new Uint8Array(bytes)[0] === 0x1f) {
      const stream = /** @type {ReadableStream} */ (new Response(bytes).body).pipeThrough(new DecompressionStream("gzip"));
      bytes = await new Response(stream).arrayBuffer();
    }
    if (decoder.decode(bytes.slice(0, SIGNATURE.length)) !== SIGNATURE) throw new Error(`${name} is no file of the index`);
    return new Uint8Array(bytes, SIGNATURE.length);
  };

  /**
   * Loads a file once. If that fails, the next call tries again.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} use
   * @returns {Promise<T>}
   */
  const once = (name, use) => {
    const file = files.get(name) ?? read(name).then(use);
    files.set(name, file);
    file.catch(() => files.delete(name));
    return file;
  };

  /** @param {Uint8Array} bytes */
  const put = (bytes) => {
    const at = code.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(code.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  };

  /**
   * Calls a function that takes texts and gives JSON.
   * @param {string} name
   * @param {string[]} texts
   * @param {unknown[]} others
   */
  const call = (name, texts = [], ...others) => {
    const [at, length] = code[name](index, ...texts.flatMap((text) => put(encoder.encode(text))), ...others);
    const json = decoder.decode(new Uint8Array(code.memory.buffer, at >>> 0, length));
    code.__wbindgen_free(at, length, 1);
    return JSON.parse(json);
  };

  /**
   * Loads parts of the index that it does not have yet. Without one, some results are missing; the next search tries again.
   * @param {string[]} names
   * @param {string} kind
   * @param {string} use the function that adds such a part
   */
  const load = (names, kind, use) => Promise.all(names.filter(Boolean).map((name) =>
    once(`${kind}/${name}.pf_${kind}`, (bytes) => { index = code[use](index, ...put(bytes)); })
      .catch((error) => console.error(String(error)))));

  // Without the tags, an answer does not have the number of results of each.
  const loadTags = () => load(call("request_all_filter_indexes"), "filter", "load_filter_chunk");

  /** @param {BufferSource} bytes */
  const run = async (bytes) => {
    const table = () => {
      const references = code.__wbindgen_externrefs;
      const at = references.grow(4);
      references.set(0, undefined);
      [undefined, null, true, false].forEach((value, number) => references.set(at + number, value));
    };
    const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table: table } };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    code = instance.exports;
    code.__wbindgen_start();
  };

  const begin = async () => {
    const entry = await fetch(options.basePath + "pagefind-entry.json", { cache: "no-cache" });
    if (!entry.ok) throw new Error(`${entry.status} fetching pagefind-entry.json`);
    const { languages, include_characters } = await entry.json();
    // The press makes an index of one language.
    const [{ hash, wasm }] = /** @type {{ hash: string, wasm: string | null }[]} */ (Object.values(languages));
    included = include_characters;
    const [pages] = await Promise.all([read(`pagefind.${hash}.pf_meta`), read(`wasm.${wasm ?? "unknown"}.pagefind`).then(run)]);
    index = code.init_pagefind(...put(pages));
    loadTags();
  };

  /**
   * A query as Pagefind writes words in the index: in small letters, and without punctuation.
   * @param {string} query
   */
  const normal = (query) => {
    const isWritten = (/** @type {string} */ sign) => included.includes(sign) || !/[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/u.test(sign);
    const small = (/** @type {string} */ text) => [...text].filter(isWritten).map((sign) => sign.toLocaleLowerCase()).join("");
    const { Segmenter } = /** @type {any} */ (Intl);
    if (!Segmenter || !SEGMENTED.includes(options.language.split("-")[0])) return small(query);
    const segments = [...new Segmenter(options.language, { granularity: "word" }).segment(query)];
    return segments.map(({ segment }) => small(segment)).join(" ");
  };

  /**
   * A word as Pagefind sorts it: without accents, and Korean in single letters. But two marks of Japanese make another
   * syllable.
   * @param {string} word
   */
  const sorted = (word) => {
    const bare = word.normalize("NFD").replace(/(?![\u3099\u309A])\p{M}/gu, "");
    return /[\u3099\u309A]/.test(bare) ? bare.normalize("NFC") : bare;
  };

  /**
   * Where an excerpt begins: at the start of the text, if all that was found is there; else such that the words that count
   * most together stand in the middle.
   * @param {Place[]} places
   */
  const beginningOf = (places) => {
    /** @type {number[]} */
    const counts = [];
    for (const { l, s } of places) counts[l] = (counts[l] ?? 0) + s;
    if (counts.length <= options.excerptLength) return 0;
    let [sum, most, first, last] = [0, 0, 0, 0];
    for (let end = 1; end < counts.length + options.excerptLength; end++) {
      const start = end - options.excerptLength;
      sum += (counts[end - 1] ?? 0) - (counts[start - 1] ?? 0);
      if (start < 0) continue;
      if (sum > most) [most, first, last] = [sum, start, start];
      else if (sum === most && last === start - 1) last = start;
    }
    return (first + last) >> 1;
  };

  /**
   * An excerpt as HTML. The words that were found are marked.
   * @param {string} content
   * @param {Place[]} places
   */
  const excerptOf = (content, places) => {
    // Pagefind's own marks stand between words that are not written apart. A byte order mark does not.
    const isSegmented = content.includes("\u200B");
    const space = isSegmented ? "" : " ";
    const words = content.split(isSegmented ? "\u200B" : /[^\S\uFEFF]+/);
    const { excerptLength, excerptEllipsis } = options;
    const start = Math.max(0, Math.min(beginningOf(places), words.length - excerptLength));
    const end = start + excerptLength;
    const found = new Set(places.map(({ l }) => l));
    const shown = words.slice(start, end).map((word, at) => {
      const text = word.replace(/</g, "&lt;").replace(/>/g, "&gt;");
      return found.has(start + at) ? `<mark>${text}</mark>` : text;
    });
    return (start > 0 ? excerptEllipsis + space : "") + shown.join(space).trim() + (end < words.length ? space + excerptEllipsis : "");
  };

  /** @param {number} hit */
  const getData = async (hit) => {
    const { p, l } = hits[hit];
    /** @type {Page} */
    const { url, meta, content } = await once(`fragment/${p}.pf_fragment`, (bytes) => JSON.parse(decoder.decode(bytes)));
    // The index is in a folder of the site.
    return { url: options.basePath.replace(/[^/]+\/$/, "") + url.replace(/^\//, ""), meta, excerpt: excerptOf(content, l) };
  };

  /**
   * @param {string} query
   * @param {{ filters?: Record<string, string>, first: number }} how with the number of pages that are loaded at once
   */
  const search = async (query, { filters = {}, first }) => {
    await ready;
    const words = normal(query).split(/\s+/).filter(sorted);
    if (!words.length) return { results: [], filters: {} };
    const bare = words.map(sorted).join(" ");
    await Promise.all([load(call("request_indexes", [bare]), "index", "load_index_chunk"), loadTags()]);
    const isExact = /^\s*".+"\s*$/.test(query);
    const { results, filtered_counts } = call("search", [bare, words.join(" "), JSON.stringify(filters), ""], isExact, false);
    const before = hits.length;
    hits.push(...results);
    const numbers = hits.slice(before).map((_, at) => before + at);
    const pages = await Promise.all(numbers.slice(0, first).map(getData));
    return { results: numbers.map((data) => ({ data })), filters: filtered_counts, pages };
  };

  /** @type {Record<string, (...args: any[]) => unknown>} */
  const methods = {
    init: (/** @type {Options} */ given) => {
      options = given;
      return (ready = begin());
    },
    // A search waits for them by itself.
    filters: () => {},
    search,
    getData,
  };

  addEventListener("message", async ({ data: { id, method, args } }) => {
    try {
      self.postMessage({ id, result: await methods[method](...args) });
    } catch (error) {
      self.postMessage({ id, error: String(error) });
    }
  });
}
