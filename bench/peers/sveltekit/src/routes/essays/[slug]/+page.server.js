import { readFileSync } from "node:fs";
import { marked } from "marked";
import essays from "../../../../essays.json";

export const load = ({ params }) => {
  const at = essays.findIndex(({ slug }) => slug === params.slug);
  const text = readFileSync(`essays/${params.slug}.md`, "utf8").split("\n---\n").slice(1).join("\n---\n");
  return { ...essays[at], html: marked.parse(text), previous: essays[at - 1], next: essays[at + 1] };
};
