// html-validate's rules for every page: the HTML standard (`standard`), what assistive technology needs (`a11y`), and a
// document that is whole (`document`). Every exception says why it is one.
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // The site's own files need no integrity hash: whoever can change the file can also change the page.
    "require-sri": ["error", { target: "crossorigin" }],
    // `<ul role="list">` is not redundant: without the role, WebKit does not treat a list without markers as a list.
    "no-redundant-role": "off",
    // `<div role="region" tabindex="0">` around a wide table is its scrolling box, not a section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // This rule knows only names that are text, and a heading's link to itself is named by its heading
    // (`aria-labelledby`). In the browser tests, axe checks that every link has a name (`link-name`).
    "wcag/h30": "off",
  },
};
