import { defineConfig } from "astro/config";

export default defineConfig({ trailingSlash: "always", prefetch: { prefetchAll: true } });
