module.exports = {
  plugins: [
    { resolve: "gatsby-source-filesystem", options: { name: "essays", path: `${__dirname}/essays` } },
    "gatsby-transformer-remark",
  ],
};
