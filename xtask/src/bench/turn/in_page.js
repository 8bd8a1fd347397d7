// What `cargo xtask bench turn` measures inside a page. It runs in every document before the page's own scripts.

/**
 * The one turn that is watched. Times are those of the page's clock, in milliseconds.
 * @typedef {object} Turn
 * @property {string} title the heading of the new page
 * @property {Element | null} old the heading of the old page
 * @property {number} [began]
 * @property {number} [swapped]
 * @property {number} [painted]
 */
/** @typedef {{ startTime: number, duration: number, value: number }} Figures */

self.catchwordBench = (() => {
  /** @type {Turn | undefined} */
  let turn;
  /** @type {Figures[]} */
  const tasks = [];
  /** @type {Figures[]} */
  const shifts = [];

  /**
   * @param {string} type
   * @param {Figures[]} seen
   */
  const observe = (type, seen) => {
    // The figures alone: an entry may keep nodes of earlier pages in memory.
    const figures = (/** @type {any} */ { startTime, duration, value }) => ({ startTime, duration, value });
    const note = (/** @type {PerformanceEntry[]} */ entries) => seen.push(...entries.map(figures));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type });
    return () => note(observer.takeRecords());
  };
  const flush = [observe("longtask", tasks), observe("layout-shift", shifts)];
  // By default only the first 250 requests are recorded.
  performance.setResourceTimingBufferSize(10_000);

  const heading = () => document.querySelector("main h1");
  const pause = (/** @type {number} */ time) => new Promise((done) => setTimeout(done, time));

  addEventListener("click", ({ timeStamp }) => {
    if (turn) turn.began ??= timeStamp;
  }, { capture: true });

  // A message sent from an animation frame's callback arrives once that frame has been handed to the compositor.
  const frame = new MessageChannel();
  frame.port1.onmessage = () => { if (turn) turn.painted = performance.now(); };
  new MutationObserver(() => {
    if (turn?.began === undefined || turn.swapped !== undefined) return;
    const now = heading();
    if (!now || now === turn.old || now.textContent !== turn.title) return;
    turn.swapped = performance.now();
    turn.old = null;
    requestAnimationFrame(() => frame.port2.postMessage(""));
  }).observe(document, { childList: true, subtree: true });

  const requests = (/** @type {string} */ bundle) =>
    /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByName(new URL(bundle, location.href).href));
  /** @returns {{ js: string, wasm: string }} */
  const app = () => /** @type {any} */ (document.querySelector("script[data-wasm]")).dataset;

  return {
    // Whether the app runs. Answers when the browser is idle.
    ready: async (/** @type {number} */ patience) => {
      for (const end = performance.now() + patience; history.scrollRestoration !== "manual"; await pause(20)) {
        if (performance.now() > end) return false;
      }
      await new Promise((done) => requestIdleCallback(done, { timeout: 1000 }));
      return true;
    },
    // Whether a bundle is fetched before its page is asked for.
    comesAhead: async (/** @type {string} */ bundle, /** @type {number} */ patience) => {
      for (const end = performance.now() + patience; ; await pause(20)) {
        if (requests(bundle).some(({ responseEnd }) => responseEnd > 0)) return true;
        if (performance.now() > end) return false;
      }
    },
    // Scrolls an element into view and returns its centre.
    show: (/** @type {string} */ selector) => {
      const element = document.querySelector(selector);
      if (!element) return null;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    // A turn to the page with this heading begins at the next click.
    expect: (/** @type {string} */ title) => { turn = { title, old: heading() }; },
    // The same, but it begins now, with Back.
    back: (/** @type {string} */ title) => {
      turn = { title, old: heading(), began: performance.now() };
      history.back();
    },
    // What was seen of the turn in its first `watch` milliseconds; null if it did not finish.
    seen: async (/** @type {string} */ bundle, /** @type {number} */ watch, /** @type {number} */ patience) => {
      const end = performance.now() + patience;
      while (turn && (turn.painted === undefined || performance.now() < Number(turn.began) + watch)) {
        if (performance.now() > end) return null;
        await pause(20);
      }
      if (!turn) return null;
      flush.forEach((take) => take());
      const { began, swapped, painted } = turn;
      const start = Number(began);
      const during = (/** @type {Figures} */ { startTime, duration }) =>
        startTime + duration > start && startTime < start + watch;
      return {
        began, swapped, painted,
        tasks: tasks.filter(during).map(({ duration }) => duration),
        shifts: shifts.filter(({ startTime }) => startTime > Number(swapped)).map(({ value }) => value),
        requests: requests(bundle).map(({ startTime, responseEnd }) => [startTime, responseEnd]),
      };
    },
    // The size of the app's own memory, in bytes. Starting its module again returns the memory of the first start.
    wasmMemory: async () => {
      const { default: start } = await import(app().js);
      const memory = Object.values(await start()).find((part) => part instanceof WebAssembly.Memory);
      return /** @type {WebAssembly.Memory} */ (memory).buffer.byteLength;
    },
    app: () => app().wasm,
    day: () => new Date().toISOString().slice(0, 10),
  };
})();
