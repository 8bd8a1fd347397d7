import { readFile } from "node:fs/promises";
import { marked } from "marked";
import Link from "next/link";
import essays from "../../../essays.json";

export const generateStaticParams = () => essays.map(({ slug }) => ({ slug }));

export async function generateMetadata({ params }) {
  const { slug } = await params;
  return { title: essays.find((essay) => essay.slug === slug).title };
}

export default async function Essay({ params }) {
  const { slug } = await params;
  const at = essays.findIndex((essay) => essay.slug === slug);
  const { title, date } = essays[at];
  const [previous, next] = [essays[at - 1], essays[at + 1]];
  const text = (await readFile(`essays/${slug}.md`, "utf8")).split("\n---\n").slice(1).join("\n---\n");
  return (
    <>
      <article>
        <h1>{title}</h1>
        <p>
          <time dateTime={date}>{date}</time>
        </p>
        <div dangerouslySetInnerHTML={{ __html: marked.parse(text) }} />
      </article>
      <nav>
        {previous && (
          <Link rel="prev" href={`/essays/${previous.slug}/`}>
            {previous.title}
          </Link>
        )}
        {next && (
          <Link rel="next" href={`/essays/${next.slug}/`}>
            {next.title}
          </Link>
        )}
      </nav>
    </>
  );
}
