// What the project's scripts use and TypeScript's own list of browser interfaces lacks. For the check alone
// (`jsconfig.json`): nothing of this is shipped.

interface Window {
  /** `public/look.js`: applies the reader's stored look. */
  catchwordLook: () => void;
  /** `public/start.js`: whether a text has only elements and attributes of the sanitiser's list. */
  catchwordAllows: (html: string) => boolean;
  /** `public/start.js`: fills an element with the HTML of one of the app's own views. */
  catchwordFill: (element: Element, html: string) => void;
  /** `public/start.js`: the app has taken over the page. Returns the options for its listeners. */
  catchwordBegins: () => AbortController;
  /** `xtask/src/bench/turn/in_page.js`: what `cargo xtask bench turn` calls in a page. */
  catchwordBench: object;
  /** `xtask/src/bench/build/in_page.js`: the same for `cargo xtask bench serve`. */
  benchServe: object;
  /** `xtask/src/bench/peers/in_page.js`: the same for `cargo xtask bench peers`. */
  catchwordPeers: object;
  /** Trusted Types, which not every browser has (https://w3c.github.io/trusted-types/). */
  trustedTypes?: { createPolicy: (name: string, rules: TrustedTypesRules) => TrustedTypesRules };
}

interface TrustedTypesRules {
  createHTML: (html: string) => string | null;
  createScriptURL?: (url: string) => string | null;
}

interface Navigator {
  /** Not every browser has it (https://wicg.github.io/netinfo/). */
  connection?: { saveData: boolean };
}
