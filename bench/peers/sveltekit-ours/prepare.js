// Puts our stylesheet, header and footer into SvelteKit's page, as they are in ours.
import { readFileSync, writeFileSync } from "node:fs";

const { style, header, footer } = JSON.parse(readFileSync("ours.json", "utf8"));
writeFileSync(
  "src/app.html",
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <style>${style}</style>
    %sveltekit.head%
  </head>
  <body data-sveltekit-preload-data="hover">${header}<div style="display: contents">%sveltekit.body%</div>${footer}</body>
</html>
`,
);
