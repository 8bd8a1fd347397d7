import { readFileSync } from "node:fs";

export default (config) => {
  config.addGlobalData("style", readFileSync("style.css", "utf8"));
  config.addCollection("essays", (all) => {
    const essays = all.getFilteredByGlob("essays/*.md");
    essays.forEach((essay, at) => {
      essay.data.older = essays[at - 1];
      essay.data.newer = essays[at + 1];
    });
    return essays;
  });
  return { dir: { includes: "_includes" }, markdownTemplateEngine: false };
};
