import { readFileSync } from "node:fs";

export default (config) => {
  const style = readFileSync("style.css", "utf8");
  config.addGlobalData("style", style);
  config.addGlobalData("all", JSON.parse(readFileSync("essays.json", "utf8")));
  return { dir: { includes: "_includes" } };
};
