// In JupyterLab, keys that are typed inside a widget belong to it: without this, Enter on a button would
// open the cell for editing, and D D would delete it.
function wirecopyKeys(el) {
  const attached = new ResizeObserver(() => {
    (el.closest(".wc-explorer, .wc-importer") || el).setAttribute("data-lm-suppress-shortcuts", "true");
    attached.disconnect();
  });
  attached.observe(el);
}
