import { readFileSync } from "node:fs";

export const load = () => {
  const { essays } = JSON.parse(readFileSync("ours.json", "utf8"));
  return { essays: essays.map(({ slug, title }) => ({ slug, title })) };
};
