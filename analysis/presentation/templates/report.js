// The page: draws the charts, keeps them, the cards and the reader on one republication, and leads a
// click on a mark to its words.
(function () {
  const readers = [...document.querySelectorAll(".wc-reader")].map(root => ({ root, api: wirecopyReader(root, choose) }));
  readers.forEach(({ root }) => { if (root.dataset.labels) wirecopyCorrections(root, {}); });
  const charts = [], menus = [];
  const cards = [...document.querySelectorAll("input[name=wc-republication]")];
  const names = new Map(cards.map(e => [e.value, e.closest(".wc-card").querySelector(".wc-outlet").textContent]));
  let shown, origin;
  // What the page shows stands in its address, so that it can be kept, sent and cited:
  // #republication=ID&layers=edits,quotes&words=ADDRESS.
  const state = {};
  function remember(change) {
    Object.assign(state, change);
    const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(null, "", kept.toString() ? "#" + kept : location.pathname + location.search);
  }

  function choose(id, silent) {
    shown = id;
    if (!silent) remember({ republication: id, words: "" });
    document.querySelectorAll("[data-republication]:not(.wc-panel)").forEach(e => { e.hidden = e.dataset.republication !== id; });
    cards.forEach(e => { e.checked = e.value === id; });
    menus.forEach(e => { e.value = id; });
    document.querySelectorAll(".wc-which").forEach(e => { e.textContent = names.has(id) ? "· " + names.get(id) : ""; });
    document.querySelectorAll(".wc-printed b").forEach(e => { e.textContent = names.get(id) || id; });
    readers.forEach(r => r.api.show(id));
    charts.forEach(c => { c.chosen = id; if (c.chart) c.chart.choose(id); });
  }
  // A mark may belong to another republication than the one that is shown: the page goes there first.
  function focus(address, version) {
    // The mean of an outlet: its row has the stories that it is made of. Not a link of the chart's, which JupyterLab would
    // take for that of a file, and leave.
    if (address.startsWith("habit-")) {
      if (location.hash === "#" + address) follow();
      location.hash = address;
      return;
    }
    origin = document.activeElement === document.body ? undefined : document.activeElement;
    const height = window.scrollY;
    if (version && version !== shown && document.querySelector(`.wc-panel[data-republication="${CSS.escape(version)}"]`)) choose(version);
    hideTooltip();
    remember({ republication: shown, words: address });
    readers.forEach(r => {
      Promise.resolve(r.api.focus(address)).then(n => { r.back.hidden = !n; none.hidden = n > 0; });
      r.back.onclick = () => {
        r.back.hidden = true;
        window.scrollTo({ top: height, behavior: "instant" });
        if (origin) origin.focus({ preventScroll: true });
      };
    });
  }
  // Vega hides its tooltip when the pointer leaves a mark, but here the page moves away under the pointer.
  function hideTooltip() {
    const box = document.getElementById("vg-tooltip-element");
    if (box) box.classList.remove("visible");
  }
  window.addEventListener("scroll", hideTooltip, { passive: true });
  window.addEventListener("keydown", event => { if (event.key === "Escape") hideTooltip(); });

  // A number may be zero: then there are no words to go to, and the page says so where the click was.
  const none = document.createElement("p");
  Object.assign(none, { className: "wc-toast", hidden: true, textContent: "There are no such words here: nothing was counted." });
  none.setAttribute("role", "status");
  document.body.append(none);
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, () => { none.hidden = true; }, true);
  // The way back to the number that somebody came from.
  readers.forEach(r => {
    r.back = Object.assign(document.createElement("button"), { type: "button", textContent: "↩ back", hidden: true });
    r.back.setAttribute("aria-label", "Back to the number you came from");
    const steps = r.root.querySelector(".wc-steps");
    if (steps) steps.append(r.back);
  });
  // A menu that stays in sight, and what paper says of the choice.
  const contents = document.querySelector(".wc-contents");
  if (cards.length > 1 && contents && readers.length) {
    const label = document.createElement("label"), menu = document.createElement("select");
    names.forEach((name, id) => menu.add(new Option(name, id)));
    label.className = "wc-switch";
    label.append(Object.assign(document.createElement("span"), { textContent: "Republication" }), menu);
    menu.addEventListener("change", () => choose(menu.value));
    menus.push(menu);
    contents.append(label);
    const printed = document.createElement("p");
    printed.className = "wc-printed";
    printed.append("Charts, quotations and texts below are those of ", document.createElement("b"),
      `, one of ${cards.length} republications. To print another, choose it on the page first.`);
    cards[0].closest("fieldset").after(printed);
  }

  async function draw(c) {
    c.width = c.element.clientWidth;
    try {
      if (!c.spec) c.spec = JSON.parse("packed" in c.script.dataset ? await wirecopyUnpack(c.script.textContent) : c.script.textContent);
      c.chart = await wirecopyChart(c.element, c.spec, focus);
      await c.chart.choose(c.chosen);
    } catch (error) {
      c.element.textContent = "This chart could not be drawn: " + error.message;
      console.error(error);
    }
  }
  document.querySelectorAll(".wc-chart").forEach(element => charts.push({ element, script: element.nextElementSibling }));
  document.addEventListener("change", event => {
    if (event.target.name === "wc-republication") choose(event.target.value);
    if (event.target.dataset.layer && readers.length) remember({ layers: readers[0].api.layers().join(",") || "none" });
  });
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-focus]");
    if (button) focus(button.dataset.focus, button.dataset.in);
    if (event.target.closest("[data-clear]")) remember({ words: "" });
  });
  let timer;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => charts.forEach(c => { if (Math.abs(c.element.clientWidth - c.width) > 30) draw(c); }), 200);
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
  if (window.innerWidth < 640) document.querySelectorAll(".wc-contents details").forEach(d => { d.open = false; });
  // Another page leads to a republication and to the words behind a number: #republication=ID&words=ADDRESS. A chart of this
  // page leads to a row, which may be folded away.
  function follow() {
    const asked = new URLSearchParams(location.hash.slice(1)), id = asked.get("republication"), words = asked.get("words");
    const layers = asked.get("layers");
    if (layers !== null) {
      state.layers = layers;
      readers.forEach(r => r.api.layers(layers.split(",")));
    }
    if (names.has(id)) choose(id);
    if (names.has(id) && words) focus(words);
    const row = location.hash.startsWith("#habit-") && document.getElementById(location.hash.slice(1));
    if (!row) return;
    row.closest("details").open = true;
    row.scrollIntoView({ block: "center", behavior: "instant" });
    row.focus({ preventScroll: true });
  }
  const first = cards.find(e => e.checked) || cards[0];
  if (first) choose(first.value, true);
  window.addEventListener("hashchange", follow);
  // One chart after the other, so that the first is there at once.
  charts.reduce((before, c) => before.then(() => draw(c)), Promise.resolve()).then(() => { document.documentElement.dataset.ready = charts.length; follow(); });
})();
