import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// Our header has links to pages that this site lacks.
const prerender = { handleHttpError: "ignore", handleMissingId: "ignore" };

export default defineConfig({ plugins: [sveltekit({ adapter: adapter(), prerender })] });
