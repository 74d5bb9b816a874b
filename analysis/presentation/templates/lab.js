// In JupyterLab, keys that are typed on a control of a widget belong to it: without this, Enter on a button
// would open the cell for editing, and D D would delete it. Saving the notebook alone is left to JupyterLab.
// It looks for the mark on the element that has the focus, so each key sets it there, before JupyterLab hears it.
function wirecopyKeys(el) {
  function claim(event) {
    const room = el.closest(".wc-explorer, .wc-importer, .wc-coder") || el;
    const saving = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (room.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", !saving);
  }
  window.addEventListener("keydown", claim, true);
  return () => window.removeEventListener("keydown", claim, true);
}
