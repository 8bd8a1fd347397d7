import { readFileSync } from "node:fs";

export const load = ({ params }) => {
  const { essays } = JSON.parse(readFileSync("ours.json", "utf8"));
  return essays.find(({ slug }) => slug === params.slug);
};
