import * as React from "react";
import { Link } from "gatsby";

export default function Layout({ children }) {
  return (
    <>
      <header>
        <Link to="/">The Second Chair</Link>
      </header>
      <main>{children}</main>
    </>
  );
}
