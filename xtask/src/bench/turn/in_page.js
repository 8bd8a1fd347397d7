// What `cargo xtask bench turn` measures inside a page. It is in every document before the page's own scripts.
self.catchwordBench = (() => {
  // The one turn that is watched: `began`, `swapped` and `painted` are times of the page's clock, in milliseconds.
  let turn;
  const tasks = [];
  const shifts = [];

  const observe = (type, seen) => {
    // An entry itself might hold on to nodes of pages that have gone.
    const figures = ({ startTime, duration, value }) => ({ startTime, duration, value });
    const note = (entries) => seen.push(...entries.map(figures));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type });
    return () => note(observer.takeRecords());
  };
  const flush = [observe("longtask", tasks), observe("layout-shift", shifts)];
  // Requests beyond the usual 250 would not be noted.
  performance.setResourceTimingBufferSize(10_000);

  const heading = () => document.querySelector("main h1");
  const pause = (time) => new Promise((done) => setTimeout(done, time));

  addEventListener("click", ({ timeStamp }) => {
    if (turn) turn.began ??= timeStamp;
  }, { capture: true });

  // A message that is sent from a frame's callback comes when that frame has been handed on.
  const frame = new MessageChannel();
  frame.port1.onmessage = () => { turn.painted = performance.now(); };
  new MutationObserver(() => {
    if (turn?.began === undefined || turn.swapped !== undefined) return;
    const now = heading();
    if (!now || now === turn.old || now.textContent !== turn.title) return;
    turn.swapped = performance.now();
    turn.old = null;
    requestAnimationFrame(() => frame.port2.postMessage(""));
  }).observe(document, { childList: true, subtree: true });

  const requests = (bundle) => performance.getEntriesByName(new URL(bundle, location).href);

  return {
    // Whether the app runs; answered when the browser has nothing else to do.
    ready: async (patience) => {
      for (const end = performance.now() + patience; history.scrollRestoration !== "manual"; await pause(20)) {
        if (performance.now() > end) return false;
      }
      await new Promise((done) => requestIdleCallback(done, { timeout: 1000 }));
      return true;
    },
    // Whether a bundle is here before anybody asks for it.
    comesAhead: async (bundle, patience) => {
      for (const end = performance.now() + patience; ; await pause(20)) {
        if (requests(bundle).some(({ responseEnd }) => responseEnd > 0)) return true;
        if (performance.now() > end) return false;
      }
    },
    // Brings an element into view. Gives its middle.
    show: (selector) => {
      const element = document.querySelector(selector);
      if (!element) return null;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    // A turn to the page with this heading begins at the next click.
    expect: (title) => { turn = { title, old: heading() }; },
    // It begins now, by Back.
    back: (title) => {
      turn = { title, old: heading(), began: performance.now() };
      history.back();
    },
    // What was seen of the turn until so long after its beginning; nothing where it did not come to its end.
    seen: async (bundle, watch, patience) => {
      const end = performance.now() + patience;
      while (turn && (turn.painted === undefined || performance.now() < turn.began + watch)) {
        if (performance.now() > end) return null;
        await pause(20);
      }
      if (!turn) return null;
      flush.forEach((take) => take());
      const { began, swapped, painted } = turn;
      const during = ({ startTime, duration }) => startTime + duration > began && startTime < began + watch;
      return {
        began, swapped, painted,
        tasks: tasks.filter(during).map(({ duration }) => duration),
        shifts: shifts.filter(({ startTime }) => startTime > swapped).map(({ value }) => value),
        requests: requests(bundle).map(({ startTime, responseEnd }) => [startTime, responseEnd]),
      };
    },
    // How large the app's own memory is, bytes. Its module gives what it was started with to whoever starts it again.
    wasmMemory: async () => {
      const { js } = document.querySelector("script[data-wasm]").dataset;
      const { default: start } = await import(js);
      return (await start()).memory.buffer.byteLength;
    },
    app: () => document.querySelector("script[data-wasm]").dataset.wasm,
    day: () => new Date().toISOString().slice(0, 10),
  };
})();
