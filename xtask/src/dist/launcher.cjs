#!/usr/bin/env node
// Starts the program `catchword` of this platform, which npm has installed beside this package.

const { spawn } = require("node:child_process");

const name = `@catchword/${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "catchword.exe" : "catchword";

let program;
try {
  program = require.resolve(`${name}/${file}`);
} catch {
  console.error(
    `Catchword has no program for this computer yet (${name}), or npm was told to leave out optional packages. `
      + "Install it again without that option, or see the project's page for other ways to get it.",
  );
  process.exit(1);
}

const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
// Ctrl and C reach the program too, which ends in its own way; this launcher waits for it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(`Catchword could not be started: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(signal ? 1 : code ?? 1));
