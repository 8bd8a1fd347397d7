module.exports = {
  title: "The Second Chair",
  url: "https://second-chair.example",
  baseUrl: "/",
  trailingSlash: true,
  onBrokenLinks: "throw",
  markdown: { format: "detect" },
  presets: [
    [
      "classic",
      {
        docs: false,
        blog: { path: "essays", routeBasePath: "essays", onUntruncatedBlogPosts: "ignore" },
      },
    ],
  ],
  themeConfig: { navbar: { title: "The Second Chair" } },
};
