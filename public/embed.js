// What another host shows. `start.js` fetches this when a reader presses the link to it: nothing of it is loaded before.

// Puts the host's frame in the place of the link to it. What is in it can't lead this page away.
export const show = (link) => {
  const place = link.parentElement;
  // Pressed twice.
  if (place.shadowRoot) return;
  const frame = Object.assign(document.createElement("iframe"), {
    sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox",
    allow: "fullscreen",
    title: link.textContent.trim(),
    src: link.href,
  });
  frame.part = "frame";
  // In a tree of its own, where the link is not shown: what stands in the text stays as the press wrote it, for the app may
  // read it later.
  place.attachShadow({ mode: "open" }).append(frame);
  frame.focus();
};
