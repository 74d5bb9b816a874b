// A chart as people use it: fills its room, answers a click or a key with the words behind a mark, and
// shows one republication at a time. Needs window.vegaEmbed.
async function wirecopyChart(element, spec, onWords) {
  spec = structuredClone(spec);
  const room = element.clientWidth || 640;
  if (typeof spec.width === "number" && !spec.facet) {
    spec.width = Math.max(240, Math.min(room, 860));
    spec.autosize = { type: "fit-x", contains: "padding" };
  }
  if (room < 520 && spec.config && spec.config.axis) spec.config.axis.labelLimit = 120;
  const result = await window.vegaEmbed(element, spec, {
    renderer: "svg", ast: true, tooltip: { theme: "wirecopy" },
    actions: { export: true, source: false, compiled: false, editor: false },
  });
  const view = result.view;
  const menu = element.querySelector("summary");
  if (menu) menu.setAttribute("aria-label", "Save this chart");

  const wordsOf = node => node && node.__data__ && node.__data__.datum && node.__data__.datum.words;
  const marks = () => [...element.querySelectorAll("svg [role=graphics-symbol]")].filter(wordsOf)
    .filter(node => node.style.cursor === "pointer");
  // One stop for the tabulator, arrows from mark to mark.
  function reach(chosen) {
    const all = marks();
    all.forEach((node, k) => {
      node.setAttribute("tabindex", node === chosen || (!chosen && k === 0) ? "0" : "-1");
      node.setAttribute("role", "button");
    });
  }
  element.addEventListener("keydown", event => {
    const all = [...element.querySelectorAll("svg [role=button]")], at = all.indexOf(event.target);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = all[(at + step + all.length) % all.length];
      all.forEach(node => node.setAttribute("tabindex", node === next ? "0" : "-1"));
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      onWords(wordsOf(event.target));
    } else return;
    event.preventDefault();
  });
  view.addEventListener("click", (_, item) => { if (item && item.datum && item.datum.words) onWords(item.datum.words); });

  const switched = (spec.params || []).some(p => p.name === "republication");
  async function choose(id) {
    if (switched && id && view.signal("republication") !== id) await view.signal("republication", id).runAsync();
    reach();
  }
  reach();
  return { choose, finalize: () => result.finalize() };
}
