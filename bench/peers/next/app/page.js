import Link from "next/link";
import essays from "../essays.json";

export default function Home() {
  return (
    <>
      <h1>Essays</h1>
      <ul>
        {essays.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`/essays/${slug}/`}>{title}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
