// What the policy refuses is refused to the page, whatever a driver may do.
window.refused = [];
for (const attempt of [() => new Function('return 1')(), () => { document.head.innerHTML += '<meta name="x">'; }]) {
  try { attempt(); } catch (error) { window.refused.push(error.name); }
}
