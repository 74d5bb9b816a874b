// The page: draws the charts, keeps them, the cards and the reader on one republication, and leads a
// click on a mark to its words.
(function () {
  const readers = [...document.querySelectorAll(".wc-reader")].map(root => ({ root, api: wirecopyReader(root, choose) }));
  const charts = [];

  function choose(id) {
    document.querySelectorAll("[data-republication]:not(.wc-panel)").forEach(e => { e.hidden = e.dataset.republication !== id; });
    document.querySelectorAll("input[name=wc-republication]").forEach(e => { e.checked = e.value === id; });
    readers.forEach(r => r.api.show(id));
    charts.forEach(c => { c.chosen = id; tellChart(c); });
  }
  function tellChart(c) {
    if (!c.view || !c.chosen || !c.switched || !c.ids.has(c.chosen)) return;
    c.view.signal("republication", c.chosen).runAsync();
  }
  function focus(address) { readers.forEach(r => r.api.focus(address)); }

  // On a phone: names above their rows instead of beside them, and the flow's sentences by number alone.
  function narrow(spec) {
    spec.config.legend.columns = 2;
    spec.config.legend.labelLimit = 120;
    if (spec.padding) spec.padding.right = 84;
    spec.height = Math.round(spec.height * 1.35);
    spec.layer = (spec.layer || []).filter(l => !(l.encoding && l.encoding.text && l.encoding.text.field === "text"));
    for (const { encoding } of spec.layer) {
      if (!encoding) continue;
      for (const x of [encoding.x]) {
        if (x && x.scale && x.scale.domain && x.scale.domain[0] < -0.5 && x.axis === null) x.scale.domain = [-0.15, 1.15];
        if (x && x.type === "nominal" && x.axis) Object.assign(x.axis, { labelAngle: -35, labelAlign: "left", labelLimit: 100 });
        if (x && x.axis) x.axis.tickCount = 3;
        if (x && x.title) x.title = x.title.split(" · ");
      }
      if (encoding.y && encoding.y.type === "nominal" && encoding.y.axis !== null)
        encoding.y.axis = Object.assign(encoding.y.axis || {}, { labelAlign: "left", labelOffset: -14, labelPadding: -2, labelLimit: 290, grid: false });
    }
  }

  function draw(c) {
    const spec = JSON.parse(c.source), room = c.element.clientWidth;
    if (typeof spec.width === "number" && !spec.facet) {
      spec.width = Math.max(240, Math.min(room, 860));
      spec.autosize = { type: "fit-x", contains: "padding", resize: true };
    }
    if (room < 520 && spec.layer) narrow(spec);
    c.width = room;
    return vegaEmbed(c.element, spec, { renderer: "svg", ast: true, logLevel: 1, actions: { export: true, source: false, compiled: false, editor: false } })
      .then(result => {
        c.view = result.view;
        const menu = c.element.querySelector("summary");
        if (menu) menu.setAttribute("aria-label", "Save this chart");
        if (c.source.includes('"name":"pick"')) result.view.addSignalListener("pick", (_, value) => { if (value && value.words) focus(value.words[0]); });
        tellChart(c);
      })
      .catch(error => { c.element.textContent = "This chart could not be drawn: " + error.message; console.error(error); });
  }
  document.querySelectorAll(".wc-chart").forEach(element => {
    const source = element.nextElementSibling.textContent;
    charts.push({ element, source, switched: JSON.parse(source).params?.some(p => p.name === "republication"), ids: new Set([...source.matchAll(/"article_id":"((?:[^"\\]|\\.)*)"/g)].map(m => JSON.parse('"' + m[1] + '"'))) });
  });
  document.addEventListener("change", event => { if (event.target.name === "wc-republication") choose(event.target.value); });
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-focus]");
    if (button) focus(button.dataset.focus);
  });
  let timer;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => charts.forEach(c => { if (Math.abs(c.element.clientWidth - c.width) > 30) draw(c); }), 200);
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
  if (window.innerWidth < 640) document.querySelectorAll(".wc-contents details").forEach(d => { d.open = false; });
  const first = document.querySelector("input[name=wc-republication]:checked") || document.querySelector("input[name=wc-republication]");
  if (first) choose(first.value);
  // One chart after the other, so that the first is there at once.
  charts.reduce((before, c) => before.then(() => draw(c)), Promise.resolve()).then(() => { document.documentElement.dataset.ready = charts.length; });
})();
