// In JupyterLab, keys that are typed on a control of a widget belong to it: without this, Enter on a button
// would open the cell for editing, and D D would delete it. JupyterLab looks at the focused element first,
// so that one carries the mark.
function wirecopyKeys(el) {
  const attached = new ResizeObserver(() => {
    attached.disconnect();
    (el.closest(".wc-explorer, .wc-importer") || el)
      .addEventListener("focusin", event => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  });
  attached.observe(el);
}
