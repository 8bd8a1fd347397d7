// ESLint's rules for the project's JavaScript. `cargo xtask test` runs it, with TypeScript's check (`jsconfig.json`).
// Nothing is imported here: ESLint is installed in the developer's cache folder, not in `node_modules`.

// The rules that find mistakes. TypeScript finds undeclared names and wrong types.
const MISTAKES = [
  "array-callback-return",
  "for-direction",
  "no-async-promise-executor",
  "no-case-declarations",
  "no-compare-neg-zero",
  "no-cond-assign",
  "no-constant-binary-expression",
  "no-constant-condition",
  "no-constructor-return",
  "no-control-regex",
  "no-debugger",
  "no-dupe-else-if",
  "no-duplicate-case",
  "no-duplicate-imports",
  "no-empty-character-class",
  "no-empty-pattern",
  "no-ex-assign",
  "no-extra-boolean-cast",
  "no-fallthrough",
  "no-global-assign",
  "no-implicit-globals",
  "no-loss-of-precision",
  "no-misleading-character-class",
  "no-prototype-builtins",
  "no-regex-spaces",
  "no-self-assign",
  "no-self-compare",
  "no-sparse-arrays",
  "no-template-curly-in-string",
  "no-unassigned-vars",
  "no-unreachable-loop",
  "no-unsafe-finally",
  "no-unsafe-optional-chaining",
  "no-unused-labels",
  "no-unused-private-class-members",
  "no-unused-vars",
  "no-use-before-define",
  "no-useless-assignment",
  "no-useless-backreference",
  "no-useless-catch",
  "no-useless-escape",
  "require-yield",
  "use-isnan",
  "valid-typeof",
];

// The site's content security policy requires these: it allows no `eval` and no inline script.
const POLICY = ["no-eval", "no-implied-eval", "no-new-func", "no-script-url"];

// The code's style.
const STYLE = ["eqeqeq", "no-var", "object-shorthand", "prefer-const"];

export default [
  // Built files, and scripts of tests that break on purpose.
  { ignores: ["dist/", "target/", "tests/browser/pages/", "tests/fixtures/", "crates/press/tests/fixtures/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: Object.fromEntries([...MISTAKES, ...POLICY, ...STYLE].map((rule) => [rule, "error"])),
  },
  // What visitors run: the syntax that `docs/browsers.md` promises.
  { files: ["public/*.js"], languageOptions: { ecmaVersion: 2021 } },
  // Not modules: one runs before the styles, one in a worker, and the others are put into a page by the DevTools protocol.
  {
    files: [
      "public/look.js",
      "public/search-worker.js",
      "xtask/src/bench/turn/in_page.js",
      "xtask/src/bench/peers/in_page.js",
      "xtask/src/bench/build/in_page.js",
    ],
    languageOptions: { sourceType: "script" },
  },
  // Sites of other tools, some with JSX, in which ESLint takes no component as used.
  {
    files: ["bench/peers/**/*.js"],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: { "no-unused-vars": "off" },
  },
];
