import { defineConfig } from "vitepress";

export default defineConfig({
  title: "The Second Chair",
  rewrites: { "essays/:slug.md": "essays/:slug/index.md" },
});
