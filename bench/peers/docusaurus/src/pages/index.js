import Link from "@docusaurus/Link";
import Layout from "@theme/Layout";
import essays from "../../essays.json";

export default function Home() {
  return (
    <Layout>
      <main className="container">
        <h1>Essays</h1>
        <ul>
          {essays.map(({ slug, title }) => (
            <li key={slug}>
              <Link to={`/essays/${slug}/`}>{title}</Link>
            </li>
          ))}
        </ul>
      </main>
    </Layout>
  );
}
