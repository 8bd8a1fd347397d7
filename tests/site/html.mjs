// What html-validate asks of every page: the HTML standard (`standard`), what assistive technology needs (`a11y`), and
// a document that is whole (`document`). Every exception says why it is one.
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // Files of the site's own need no hash to be known by: who can change the file can change the page.
    "require-sri": ["error", { target: "crossorigin" }],
    // `<ul role="list">` says again what it is, because WebKit takes a list without markers for none.
    "no-redundant-role": "off",
    // `<div role="region" tabindex="0">` around a wide table is its scrolling box, not a section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // It knows of names by text alone, and a heading's link to itself is named by its heading (`aria-labelledby`). That
    // every link has a name is axe's to say (`link-name`), in the browser tests.
    "wcag/h30": "off",
  },
};
