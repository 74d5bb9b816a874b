// A chart as people use it: fills its room, answers a click or a key with the words behind a mark and the
// version that they are in, and shows one republication at a time. Needs window.vegaEmbed.

const LONG = 3000; // pixels

// On a phone: names above their rows instead of beside them, and the flow's sentences by number alone.
function wirecopyNarrow(spec) {
  spec.config.legend.columns = 2;
  spec.config.legend.labelLimit = 120;
  spec.height = Math.round(spec.height * 1.6);
  const aside = ["text", "differs"]; // words that have no room there; a pointer still shows them
  spec.layer = (spec.layer || []).filter(l => !(l.encoding && l.encoding.text && aside.includes(l.encoding.text.field)));
  for (const { encoding } of spec.layer) {
    if (!encoding) continue;
    for (const x of [encoding.x]) {
      if (x && x.scale && x.scale.domain && x.scale.domain[0] < -0.5 && x.axis === null) x.scale.domain = [-0.15, 1.15];
      if (x && x.type === "nominal" && x.axis) Object.assign(x.axis, { labelAngle: Math.min(x.axis.labelAngle, -35), labelAlign: "left", labelLimit: 100 });
      // Of "← lowers · share … · raises →" the two ends, each on its side; what lies between them stands in the caption.
      const [low, , high] = x && x.title ? x.title.split(" · ") : [];
      if (high) x.title = `${low}\u2003\u2003${high}`;
      if (x && x.axis) Object.assign(x.axis, { tickCount: 3 }, high ? {} : { titleAnchor: "start", titleAlign: "left", titleX: 0 });
    }
    const y = encoding.y;
    if (!y || y.type !== "nominal" || y.axis === null) continue;
    // Two bars in a row leave half of it to its name.
    if (encoding.yOffset && !encoding.yOffset.value) y.scale = Object.assign(y.scale || {}, { paddingInner: 0.5 });
    // Cells of a matrix fill their row: half of it is for the name.
    const cells = spec.layer.some(({ mark }) => mark && mark.type === "rect");
    if (cells) y.scale = { paddingInner: 0.5, paddingOuter: 0.35 };
    const above = y.field === "role" ? -38 : encoding.yOffset ? -25 : cells ? -20 : -17;
    y.axis = Object.assign(y.axis || {}, { labelAlign: "left", labelOffset: above, labelPadding: -2, labelLimit: 290, grid: false });
  }
}

// In half a window: names over columns lean, so that they do not run into each other.
function wirecopySlim(spec, room) {
  spec.config.legend.columns = 3;
  for (const { encoding, mark } of spec.layer) {
    if (!encoding) continue;
    const { x, y } = encoding;
    if (x && x.type === "nominal" && x.axis) {
      Object.assign(x.axis, { labelAngle: Math.min(x.axis.labelAngle, -30), labelAlign: "left", labelLimit: 120 });
    }
    if (y && y.axis && y.axis.labelLimit > 240) y.axis.labelLimit = 240;
  }
}

// More columns than fit beside each other with their names: names stand upright over smaller marks, and the chart
// gets a scroll bar of its own where that is not enough.
function wirecopyCrowd(spec, room) {
  const tables = spec.datasets || {}, beside = room < 520 ? 40 : room < 700 ? 280 : 340;
  let width = room;
  for (const { encoding, mark, data = spec.data } of spec.layer) {
    const x = encoding && encoding.x;
    if (!x || x.type !== "nominal" || !data) continue;
    const n = new Set((tables[data.name] || []).map(row => row[x.field])).size;
    if (n * 60 < room - beside) continue;
    const step = Math.max(12, Math.floor((room - beside) / n));
    width = Math.max(width, n * step + beside);
    x.axis = Object.assign(x.axis || {}, { labelAngle: -90, labelAlign: "left", labelBaseline: "middle", labelLimit: 150, labelFontSize: 11 });
    if (mark.size) mark.size = Math.min(mark.size, (step - 2) ** 2);
  }
  return width;
}

// More sentences than anybody reads in a chart: an overview without their words, which a pointer still shows.
function wirecopyLong(spec) {
  if (!(spec.height > LONG)) return;
  const shrunk = LONG / spec.height;
  spec.height = LONG;
  spec.layer = spec.layer.filter(({ mark }) => mark.type !== "text");
  for (const { encoding, mark } of spec.layer) {
    if (mark.size) mark.size = Math.max(12, mark.size * shrunk);
    if (encoding && encoding.strokeWidth) encoding.strokeWidth.scale.range = [0.6, Math.max(1, 8 * shrunk)];
    if (encoding && encoding.x && encoding.x.axis === null) encoding.x.scale = { domain: [-0.05, 1.05] };
  }
}

// A copy of a chart's specification for a place of so many pixels.
function wirecopyFit(given, room) {
  const spec = structuredClone(given);
  if (typeof spec.width === "number" && !spec.facet) {
    spec.width = Math.max(240, Math.min(room, 860));
    spec.autosize = { type: "fit-x", contains: "padding", resize: true };
  }
  if (spec.facet) {
    // Panels beside each other where there is room, else below each other; 150 points are for the names.
    spec.columns = room < 700 ? 1 : spec.columns;
    spec.spec.width = Math.max(120, Math.min(330, Math.round((room - 150) / spec.columns - 20)));
    // On a phone nothing may be wider than the place: the whole chart would be shrunk until nobody can read it.
    if (room < 520) {
      spec.spec.width = room - 178;
      Object.assign(spec.config.axis, { labelLimit: 108, labelFontSize: 11 });
      spec.facet.header = { labelFontSize: 11, labelLimit: room - 165, labelExpr: "replace(datum.label, 'percentage points', 'points')" };
      for (const { encoding } of spec.spec.layer) if (encoding.x && encoding.x.axis) encoding.x.axis.tickCount = 3;
    }
  }
  if (!spec.layer) return spec;
  spec.width = Math.max(spec.width, wirecopyCrowd(spec, Math.min(room, 860)));
  wirecopyLong(spec);
  (room < 520 ? wirecopyNarrow : room < 700 ? wirecopySlim : () => {})(spec, room);
  for (const { encoding, mark } of spec.layer) {
    if (mark && mark.limit) mark.limit = Math.round(0.33 * spec.width) - 40; // the room beside the flow
    const axis = encoding && encoding.x && encoding.x.axis;
    // A name that leans reaches beyond its column, which Vega does not count when it fits a chart to its place.
    if (axis && axis.labelAngle < 0)
      spec.padding = { left: 5, top: 5, bottom: 5, right: Math.round(0.6 * axis.labelLimit * Math.cos(axis.labelAngle * Math.PI / 180)) };
  }
  return spec;
}

// A picture to print elsewhere: with its question and the republication's name, on white, whatever the screen is like.
async function wirecopySave(element, given, republication, kind) {
  const figure = element.closest("figure"), caption = figure && figure.querySelector("figcaption");
  const question = caption ? caption.querySelector("b").textContent.trim() : "Chart";
  const note = caption ? caption.textContent.trim().slice(caption.querySelector("b").textContent.length).trim() : "";
  const name = question.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80);
  if (kind === "csv") return wirecopyDownload(new Blob(["\ufeff" + wirecopyTable(given)], { type: "text/csv" }), `${name}.csv`);
  const spec = wirecopyFit(given, 860);
  spec.title = { text: question, subtitle: note.match(/.{1,120}(?:\s|$)/g) || [] };
  spec.background = "white";
  const shown = (spec.params || []).find(param => param.name === "republication");
  if (shown) { shown.value = republication || shown.value; delete shown.bind; }
  const made = await window.vegaEmbed(document.createElement("div"), spec, { renderer: "none", ast: true, logLevel: 1, actions: false });
  const blob = kind === "svg"
    ? new Blob([await made.view.toSVG()], { type: "image/svg+xml" })
    : await made.view.toCanvas(2).then(canvas => new Promise(done => canvas.toBlob(done)));
  made.finalize();
  wirecopyDownload(blob, `${name}.${kind}`);
}

function wirecopyDownload(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The rows behind a chart as a table: what its tooltips name, under their names, and in which version it stands.
function wirecopyTable(given) {
  const titles = new Map([["article_id", "article_id"]]), visit = node => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!node || typeof node !== "object") return;
    const tips = node.tooltip;
    for (const tip of Array.isArray(tips) ? tips : []) if (tip.field && !titles.has(tip.field)) titles.set(tip.field, tip.title || tip.field);
    Object.entries(node).forEach(([key, value]) => { if (!["datasets", "data", "tooltip"].includes(key)) visit(value); });
  };
  visit(given);
  const has = rows => rows.length && [...titles.keys()].filter(field => field in rows[0]).length;
  const rows = Object.values(given.datasets || {}).sort((a, b) => has(b) - has(a) || b.length - a.length)[0] || [];
  const fields = [...titles].filter(([field]) => rows.length && field in rows[0]);
  // No spreadsheet runs a cell as a formula.
  const cell = value => {
    const text = value === null || value === undefined ? "" : String(value), safe = typeof value === "string" && /^'*[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? "'" + text : text;
    return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [fields.map(([, title]) => cell(title)), ...rows.map(row => fields.map(([field]) => cell(row[field])))].map(line => line.join(",")).join("\r\n") + "\r\n";
}

async function wirecopyChart(element, given, onWords) {
  const room = element.clientWidth || 640, spec = wirecopyFit(given, room);
  element.classList.toggle("wc-crowd", Boolean(spec.layer) && spec.width > room);
  const result = await window.vegaEmbed(element, spec, {
    renderer: "svg", ast: true, logLevel: 1, tooltip: { theme: "wirecopy" },
    actions: { export: true, source: false, compiled: false, editor: false },
  });
  const view = result.view;
  // Too tall for one sheet of paper: it may go on over the next.
  const drawn = element.querySelector("svg.marks");
  if (drawn && drawn.closest("figure")) drawn.closest("figure").classList.toggle("wc-tall", drawn.height.baseVal.value > 1.8 * Math.max(860, drawn.width.baseVal.value));
  const menu = element.querySelector("summary");
  if (menu) menu.setAttribute("aria-label", "Save this chart");
  // Vega's own links save a chart without its question, and nothing at all by keyboard.
  let chosen;
  element.querySelectorAll(".vega-actions a").forEach(link => {
    const own = link.cloneNode(true), kind = link.getAttribute("download").split(".").pop();
    own.href = "#";
    own.removeAttribute("download");
    own.removeAttribute("target");
    own.addEventListener("click", event => { event.preventDefault(); wirecopySave(element, given, chosen, kind); });
    link.replaceWith(own);
    if (kind !== "png") return;
    const table = Object.assign(document.createElement("a"), { href: "#", textContent: "Save as CSV" });
    table.addEventListener("click", event => { event.preventDefault(); wirecopySave(element, given, chosen, "csv"); });
    own.before(table);
  });

  const datumOf = node => (node.__data__ && node.__data__.datum) || {};
  const answer = datum => {
    if (!datum.words) return;
    // The page scrolls to the words; a box that stayed would cover them.
    document.querySelectorAll("#vg-tooltip-element").forEach(box => box.classList.remove("visible"));
    onWords(datum.words, datum.article_id);
  };
  const buttons = () => [...element.querySelectorAll("svg [role=button]")];
  // Marks that stand for words are buttons: one stop for the tabulator, arrows from mark to mark.
  function reach() {
    [...element.querySelectorAll("svg [role=graphics-symbol]")]
      .filter(node => datumOf(node).words && node.__data__.cursor === "pointer")
      .forEach(node => node.setAttribute("role", "button"));
    buttons().forEach((node, k) => node.setAttribute("tabindex", k ? "-1" : "0"));
    // Vega names a group of marks even where this republication has none of them.
    element.querySelectorAll("svg g.role-mark").forEach(group => group.setAttribute("aria-hidden", String(!group.childElementCount)));
  }
  // Whoever comes by keyboard is told at the chart what its keys do; a click says nothing.
  if (!element.parentNode.querySelector(".wc-keys")) {
    const keys = document.createElement("p");
    Object.assign(keys, { className: "wc-keys", textContent: "Arrow keys: from mark to mark. Enter: the words behind it.", hidden: true });
    Object.assign(keys.style, { position: "sticky", bottom: 0, margin: 0, padding: ".3rem 0", font: "600 .85rem/1.4 var(--sans)", background: "var(--card)" });
    element.after(keys);
    element.addEventListener("focusin", ({ target }) => { keys.hidden = !target.matches("svg [role=button]:focus-visible"); });
    element.addEventListener("focusout", () => { keys.hidden = true; });
  }
  element.onkeydown = event => {
    const all = buttons(), at = all.indexOf(event.target);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = all[(at + step + all.length) % all.length];
      all.forEach(node => node.setAttribute("tabindex", node === next ? "0" : "-1"));
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      answer(datumOf(event.target));
    } else return;
    event.preventDefault();
  };
  view.addEventListener("click", (_, item) => { if (item && item.datum) answer(item.datum); });

  const ids = new Set(JSON.stringify(spec.datasets || spec.data || {}).match(/"article_id":"(?:[^"\\]|\\.)*"/g));
  const switched = (spec.params || []).some(p => p.name === "republication");
  // A republication without a row of this chart: say so, and show no other in its place.
  const none = element.parentNode.querySelector(".wc-nothing") || document.createElement("p");
  Object.assign(none, { className: "wc-nothing", textContent: "There is none in the republication that is shown.", hidden: true });
  element.before(none);
  async function choose(id) {
    chosen = id;
    if (!switched || !id || view.signal("republication") === id) return;
    none.hidden = ids.has(`"article_id":${JSON.stringify(id)}`);
    await view.signal("republication", id).runAsync();
    reach();
  }
  reach();
  return { choose, finalize: () => result.finalize() };
}
