import * as React from "react";
import { Link } from "gatsby";
import essays from "../../essays.json";
import Layout from "../layout";

export default function Home() {
  return (
    <Layout>
      <h1>Essays</h1>
      <ul>
        {essays.map(({ slug, title }) => (
          <li key={slug}>
            <Link to={`/essays/${slug}/`}>{title}</Link>
          </li>
        ))}
      </ul>
    </Layout>
  );
}

export const Head = () => <title>The Second Chair</title>;
