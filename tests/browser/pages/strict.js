// The policy applies to the page's own scripts, even if it does not apply to the driver's.
window.refused = [];
for (const attempt of [() => new Function('return 1')(), () => { document.head.innerHTML += '<meta name="x">'; }]) {
  try { attempt(); } catch (error) { window.refused.push(error.name); }
}
