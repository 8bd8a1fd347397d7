// Shows an embed. `start.js` loads this script when a reader presses the embed's link; until then nothing is loaded
// from its host.

/**
 * Puts the host's frame in the place of the link to it. The frame's page can't navigate this one.
 * @param {HTMLAnchorElement} link
 */
export const show = (link) => {
  const place = /** @type {HTMLElement} */ (link.parentElement);
  // Pressed twice.
  if (place.shadowRoot) return;
  const frame = Object.assign(document.createElement("iframe"), {
    sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox",
    // What a player of protected sound or film needs. The site's `Permissions-Policy` must pass on the same.
    allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
    title: link.textContent.trim(),
    src: link.href,
  });
  /** @type {any} */ (frame).part = "frame";
  // In a shadow tree, which hides the link. The text itself stays as the press wrote it: the app may read it later.
  place.attachShadow({ mode: "open" }).append(frame);
  frame.focus();
};
