import * as React from "react";
import { graphql, Link } from "gatsby";
import Layout from "../layout";

export default function Essay({ data }) {
  const { html, frontmatter } = data.markdownRemark;
  const { title, date, prev, next } = frontmatter;
  return (
    <Layout>
      <article>
        <h1>{title}</h1>
        <p>
          <time dateTime={date}>{date}</time>
        </p>
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </article>
      <nav>
        {prev && (
          <Link rel="prev" to={prev.link}>
            {prev.text}
          </Link>
        )}
        {next && (
          <Link rel="next" to={next.link}>
            {next.text}
          </Link>
        )}
      </nav>
    </Layout>
  );
}

export const Head = ({ data }) => <title>{data.markdownRemark.frontmatter.title}</title>;

export const query = graphql`
  query ($id: String!) {
    markdownRemark(id: { eq: $id }) {
      html
      frontmatter {
        title
        date(formatString: "YYYY-MM-DD")
        prev {
          text
          link
        }
        next {
          text
          link
        }
      }
    }
  }
`;
