// The reader's behaviour, shared by the report and the JupyterLab widget: tabs, layers, steps, and
// focus(address), which marks the words behind a number and scrolls to the first of them. A reader with a
// scroll bar of its own passes reveal(element, behavior).
function wirecopyReader(root, onShow, reveal = (node, behavior) => node.scrollIntoView({ block: "center", behavior })) {
  const layerOf = { quote: "quotes", scare: "quotes", hedge: "hedges", reporting: "reporting", country: "countries", hard: "hard", edit: "edits" };
  const found = root.querySelector(".wc-found");
  const why = document.createElement("div");
  why.className = "wc-why"; why.hidden = true; why.setAttribute("role", "tooltip"); root.appendChild(why);
  root.style.position = "relative";
  let hits = [], at = -1;

  const panel = () => root.querySelector(".wc-panel:not([hidden])");
  function setLayer(name, on) {
    root.classList.toggle("wc-on-" + name, on);
    const box = root.querySelector(`input[data-layer="${name}"]`);
    if (box) box.checked = on;
  }
  function clear() { hits.forEach(e => e.classList.remove("wc-hit")); hits = []; at = -1; found.textContent = ""; }
  function go(step, smooth) {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    reveal(hits[at], smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto");
    const sentence = hits[at].closest(".wc-s"); if (sentence) sentence.focus({ preventScroll: true });
    found.textContent = `${at + 1} of ${hits.length}`;
  }
  function focus(address, silent) {
    clear();
    const here = panel();
    if (!here || !address) return 0;
    const layer = layerOf[address.split(/[:-]/)[0]] || (address.startsWith("at:") ? "hedges" : null);
    if (layer) setLayer(layer, true);
    hits = [...here.querySelectorAll(`[data-w~="${CSS.escape(address)}"]`)];
    hits.forEach(e => e.classList.add("wc-hit"));
    if (hits.length && !silent) go(1, true); else found.textContent = hits.length ? "" : "no such words here";
    return hits.length;
  }
  function show(id) {
    root.querySelectorAll(".wc-panel").forEach(p => { p.hidden = p.dataset.republication !== id; });
    root.querySelectorAll("[data-show]").forEach(b => b.setAttribute("aria-selected", b.dataset.show === id));
    clear();
  }
  root.addEventListener("click", event => {
    const tab = event.target.closest("[data-show]"), step = event.target.closest("[data-step]");
    if (tab) { show(tab.dataset.show); if (onShow) onShow(tab.dataset.show); }
    if (step) {
      if (!hits.length) {
        hits = [...panel().querySelectorAll(".wc-edited,.wc-rewritten,.wc-s.wc-dropped,.wc-s.wc-new")];
        if (step.dataset.step === "-1") at = 0;
        if (!hits.length) found.textContent = "no change here";
      }
      hits.forEach(e => e.classList.remove("wc-hit"));
      go(Number(step.dataset.step), true);
      if (hits[at]) hits[at].classList.add("wc-hit");
    }
  });
  root.addEventListener("change", event => { if (event.target.dataset.layer) setLayer(event.target.dataset.layer, event.target.checked); });
  root.addEventListener("pointerover", event => {
    const mark = event.target.closest("[data-why]");
    // Of the reasons, those whose layer is on: "countries Spain −0.96 …".
    const reasons = mark ? mark.dataset.why.split("\n").map(line => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)])
      .filter(([layer]) => root.classList.contains("wc-on-" + layer)) : [];
    why.hidden = !reasons.length;
    if (why.hidden) return;
    why.textContent = reasons.map(([, reason]) => reason).join("\n");
    const box = mark.getBoundingClientRect(), own = root.getBoundingClientRect();
    why.style.left = Math.max(0, Math.min(box.left - own.left, own.width - 330)) + "px";
    why.style.top = box.bottom - own.top + 6 + "px";
  });
  root.addEventListener("keydown", event => {
    const tabs = [...root.querySelectorAll('[role="tab"]')], k = tabs.indexOf(event.target);
    if (k >= 0 && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const next = tabs[(k + (event.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length];
      next.focus(); next.click();
    }
  });
  return { focus, show, setLayer };
}
