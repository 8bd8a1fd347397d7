// Puts the reader's own look into effect before anything is painted. This script stands before the styles, which wait for
// it: as the press ships it (without comments, with short names) it must stay under 300 bytes.

// The app calls this again when the reader chooses another look (`src/reading/look.rs`), and `public/start.js` when one has
// been chosen elsewhere.
(self.catchwordLook = () => {
  let look;
  // Reading throws where the browser blocks storage.
  try { look = localStorage["catchword:look"]; } catch {}
  // The choice is a list of words, such as "dark large", which the styles select by. They have an attribute of their own:
  // translators and extensions put classes on this element.
  document.documentElement.dataset.look = look ||= "";
  // The shell page has two colours for the browser's own bar: light, then dark, each for readers whose system asks for
  // it. If the reader chose one of them, it always applies, and the other never does.
  document.getElementsByName("theme-color").forEach((meta, index) => {
    const scheme = index ? "dark" : "light";
    /** @type {HTMLMetaElement} */ (meta).media = look.match("light|dark") ? (look.match(scheme) ? "" : "print") : `(prefers-color-scheme:${scheme})`;
  });
})();
