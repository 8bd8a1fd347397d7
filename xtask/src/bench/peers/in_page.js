// What `cargo xtask bench peers` measures inside a page, of any site. It runs in every document before the page's own
// scripts. Times are absolute, in milliseconds, so that those of two documents can be compared.

/**
 * The one turn that is watched. It survives the load of a whole document.
 * @typedef {object} Turn
 * @property {string} title the heading of the new page
 * @property {number} documents how many documents were loaded, or taken out of the browser's cache of pages
 * @property {[number, number][]} tasks start and duration of each long task
 * @property {number} [began]
 * @property {number} [swapped]
 * @property {number} [painted]
 */

self.catchwordPeers = (() => {
  const KEY = "catchword:bench";
  /** @type {Turn | undefined} */
  let turn;
  /** @type {{ fcp?: number, lcp?: number }} */
  const paints = {};
  /** @type {WebAssembly.Memory | undefined} */
  let wasm;

  const absolute = (/** @type {number} */ time) => performance.timeOrigin + time;
  const pause = (/** @type {number} */ time) => new Promise((done) => setTimeout(done, time));
  const path = (/** @type {string} */ url) => url.replace(/(index)?(\.html)?$/, "").replace(/\/?$/, "/");
  // VitePress puts a space of no width into its headings.
  const words = (/** @type {Element} */ element) => (element.textContent ?? "").replace(/\u200b/g, "").trim();
  const observe = (/** @type {string} */ type, /** @type {(entry: PerformanceEntry) => void} */ note) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ type, buffered: true });
    return () => observer.takeRecords().forEach(note);
  };

  const flush = observe("longtask", ({ startTime, duration }) => turn?.tasks.push([absolute(startTime), duration]));
  observe("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") paints.fcp = startTime; });
  observe("largest-contentful-paint", ({ startTime }) => { paints.lcp = startTime; });
  // By default only the first 250 requests are recorded.
  performance.setResourceTimingBufferSize(10_000);

  // A message sent from an animation frame's callback arrives once that frame has been handed to the compositor.
  const frame = new MessageChannel();
  frame.port1.onmessage = () => { if (turn) turn.painted = absolute(performance.now()); };
  const look = () => {
    const { title, began, swapped } = turn ?? {};
    if (!turn || began === undefined || swapped !== undefined) return;
    if (![...document.getElementsByTagName("h1")].some((heading) => words(heading) === title)) return;
    turn.swapped = absolute(performance.now());
    requestAnimationFrame(() => frame.port2.postMessage(""));
  };
  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
  addEventListener("click", ({ timeStamp }) => {
    if (turn) turn.began ??= absolute(timeStamp);
  }, { capture: true });

  const keep = () => {
    flush();
    if (turn) sessionStorage.setItem(KEY, JSON.stringify(turn));
  };
  const resume = () => {
    const kept = sessionStorage.getItem(KEY);
    if (!kept) return;
    turn = JSON.parse(kept);
    sessionStorage.removeItem(KEY);
    if (turn) turn.documents += 1;
  };
  addEventListener("pagehide", keep);
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    resume();
    look();
  });
  // A blank page has no storage.
  if (location.protocol.startsWith("http")) resume();

  const start = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const started = await start.apply(WebAssembly, given);
    const memory = Object.values(started.instance.exports).find((part) => part instanceof WebAssembly.Memory);
    wasm = /** @type {WebAssembly.Memory | undefined} */ (memory);
    return started;
  };

  const resources = () => /** @type {any[]} */ (performance.getEntriesByType("resource"));
  const expect = (/** @type {string} */ title, /** @type {number | undefined} */ began) => {
    flush();
    turn = { title, began, documents: 0, tasks: [] };
  };
  return {
    // Waits until nothing was requested for so long, and the browser is idle.
    quiet: async (/** @type {number} */ time, /** @type {number} */ patience) => {
      let count = -1;
      for (const end = performance.now() + patience; performance.now() < end; await pause(time)) {
        if (document.readyState === "complete" && count === resources().length) break;
        count = resources().length;
      }
      await new Promise((done) => requestIdleCallback(done, { timeout: 1000 }));
    },
    // Scrolls the link to a page into view and returns its centre. Without a path: the link to the home page. A motion of
    // the last turn has ended then: nothing under a view transition can be pressed.
    show: async (/** @type {string | null} */ to) => {
      const ends = (/** @type {Animation} */ { effect }) => Number(effect?.getComputedTiming().endTime) < 2000;
      await Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished));
      const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a[href]")]);
      const fits = (/** @type {HTMLAnchorElement} */ link) =>
        to ? path(link.pathname) === to : path(link.pathname) === "/" && link.checkVisibility();
      const fitting = links.filter((link) => link.origin === location.origin && fits(link));
      const link = to ? fitting.find(({ rel }) => /next|prev/.test(rel)) ?? fitting.pop() : fitting[0];
      if (!link) return null;
      link.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = link.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    // A turn to the page with this heading begins at the next click.
    expect: (/** @type {string} */ title) => expect(title, undefined),
    // The same, but it begins now, with Back.
    back: (/** @type {string} */ title) => {
      expect(title, absolute(performance.now()));
      // A document out of the browser's cache is shown before this one is told that it goes.
      keep();
      history.back();
    },
    // What was seen of the turn in its first `watch` milliseconds; null if they are not over.
    seen: (/** @type {number} */ watch) => {
      const { began, swapped, painted, documents } = turn ?? {};
      if (!turn || began === undefined || painted === undefined) return null;
      if (absolute(performance.now()) < began + watch) return null;
      flush();
      return {
        heading: Number(swapped) - began,
        painted: painted - began,
        documents,
        tasks: turn.tasks
          .filter(([start, duration]) => start + duration > began && start < began + watch)
          .map(([, duration]) => duration),
        requests: resources().map(({ startTime }) => absolute(startTime))
          .filter((start) => start >= began && start < painted).length,
      };
    },
    // The paints of a load, and when its document had arrived, from the start of the navigation.
    paints: () => {
      const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
      return { first: paints.fcp, largest: paints.lcp, arrived: navigation.responseEnd };
    },
    // What the visit has fetched: address, compressed size, whether before the page's load, whether the first paint waits.
    fetched: () => {
      const [navigation] = /** @type {any[]} */ (performance.getEntriesByType("navigation"));
      return [navigation, ...resources()].map((entry) => ({
        url: entry.name,
        bytes: entry.transferSize > 0 ? entry.encodedBodySize : 0,
        early: entry.startTime < navigation.loadEventStart,
        blocks: entry !== navigation && entry.renderBlockingStatus === "blocking",
      }));
    },
    // The size of the memory of the page's wasm, in bytes; 0 if there is none.
    wasmMemory: () => wasm?.buffer.byteLength ?? 0,
    day: () => new Date().toISOString().slice(0, 10),
  };
})();
