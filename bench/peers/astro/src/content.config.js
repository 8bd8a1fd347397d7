import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";

export const collections = { essays: defineCollection({ loader: glob({ pattern: "*.md", base: "./essays" }) }) };
