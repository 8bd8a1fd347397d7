// Starts the app. The build writes the names of its files into this script's own tag.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

const { default: start } = await import(js);
await start({ module_or_path: wasm });
