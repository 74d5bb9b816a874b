// The page: draws the charts, keeps them, the cards and the reader on one republication, and leads a
// click on a mark to its words.
(function () {
  const readers = [...document.querySelectorAll(".wc-reader")].map(root => ({ root, api: wirecopyReader(root, choose) }));
  const charts = [];
  let shown;

  function choose(id) {
    shown = id;
    document.querySelectorAll("[data-republication]:not(.wc-panel)").forEach(e => { e.hidden = e.dataset.republication !== id; });
    document.querySelectorAll("input[name=wc-republication]").forEach(e => { e.checked = e.value === id; });
    readers.forEach(r => r.api.show(id));
    charts.forEach(c => { c.chosen = id; if (c.chart) c.chart.choose(id); });
  }
  // A mark may belong to another republication than the one that is shown: the page goes there first.
  function focus(address, version) {
    if (version && version !== shown && document.querySelector(`.wc-panel[data-republication="${CSS.escape(version)}"]`)) choose(version);
    readers.forEach(r => r.api.focus(address));
  }

  function draw(c) {
    c.width = c.element.clientWidth;
    return wirecopyChart(c.element, c.spec, focus)
      .then(chart => { c.chart = chart; return chart.choose(c.chosen); })
      .catch(error => { c.element.textContent = "This chart could not be drawn: " + error.message; console.error(error); });
  }
  document.querySelectorAll(".wc-chart").forEach(element => {
    charts.push({ element, spec: JSON.parse(element.nextElementSibling.textContent) });
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
