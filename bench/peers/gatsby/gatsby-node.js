const path = require("node:path");

exports.createPages = async ({ graphql, actions }) => {
  const { data, errors } = await graphql("{ allMarkdownRemark { nodes { id frontmatter { slug } } } }");
  if (errors) throw new Error(String(errors));
  const component = path.resolve("./src/templates/essay.js");
  for (const { id, frontmatter } of data.allMarkdownRemark.nodes) {
    actions.createPage({ path: `/essays/${frontmatter.slug}/`, component, context: { id } });
  }
};
