import Link from "next/link";
import "../style.css";

export const metadata = { title: "The Second Chair" };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">The Second Chair</Link>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
