// Text that the kit compressed for the page.
async function wirecopyUnpack(packed) {
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

// The reader's behaviour, shared by the report and the JupyterLab widget: which republication, layers, steps,
// and focus(address), which marks the words behind a number and scrolls to the first of them. A reader with a
// scroll bar of its own passes reveal(element, behavior). focus gives the number of places, or a promise of it.
function wirecopyReader(root, onShow, reveal = (node, behavior) => node.scrollIntoView({ block: "center", behavior })) {
  const layerOf = { quote: "quotes", scare: "quotes", hedge: "hedges", reporting: "reporting", country: "countries", hard: "hard", edit: "edits" };
  const found = root.querySelector(".wc-found"), clearing = root.querySelector("[data-clear]");
  const why = document.createElement("div");
  why.className = "wc-why"; why.hidden = true; why.setAttribute("role", "tooltip"); root.appendChild(why);
  root.style.position = "relative";
  // Places to step through; each is a list of elements, as a mark may be cut and a change has two sides.
  let hits = [], at = -1, opening = Promise.resolve();

  const panel = () => root.querySelector(".wc-panel:not([hidden])");
  function setLayer(name, on) {
    root.classList.toggle("wc-on-" + name, on);
    const box = root.querySelector(`input[data-layer="${name}"]`);
    if (box) box.checked = on;
  }
  function say(text) { found.textContent = text; if (clearing) clearing.hidden = !hits.length; }
  function clear() { hits.flat().forEach(e => e.classList.remove("wc-hit")); hits = []; at = -1; say(""); }
  function go(step, smooth) {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    why.hidden = true;
    reveal(hits[at][0], smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto");
    const sentence = hits[at][0].closest(".wc-s"); if (sentence) sentence.focus({ preventScroll: true });
    const [reason] = (hits[at][0].dataset.why || "").split("\n");
    say(`${at + 1} of ${hits.length}` + (reason ? ` · ${reason.slice(reason.indexOf(" ") + 1)}` : ""));
  }
  function focus(address, silent) {
    clear();
    const here = panel();
    if (!here || !address) return 0;
    if (here.hasAttribute("aria-busy")) return opening.then(() => focus(address, silent));
    const layer = layerOf[address.split(/[:-]/)[0]] || (address.startsWith("at:") ? "hedges" : null);
    if (layer) setLayer(layer, true);
    here.querySelectorAll(`[data-w~="${CSS.escape(address)}"]`).forEach(e => {
      if (hits.length && e.classList.contains("wc-more")) hits.at(-1).push(e); else hits.push([e]);
      e.classList.add("wc-hit");
    });
    if (hits.length && !silent) go(1, true); else say(hits.length ? "" : "no such words here");
    return hits.length;
  }
  function nextChange(step) {
    if (!hits.length) {
      const changed = [...panel().querySelectorAll(".wc-row")].map(row => [...row.querySelectorAll(".wc-edited,.wc-rewritten,.wc-s.wc-dropped,.wc-s.wc-new")]);
      hits = changed.filter(row => row.length);
      if (step < 0) at = 0;
    }
    hits.flat().forEach(e => e.classList.remove("wc-hit"));
    go(step, true);
    if (hits.length) hits[at].forEach(e => e.classList.add("wc-hit")); else say("no change here");
  }
  function show(id) {
    root.querySelectorAll(".wc-panel").forEach(p => { p.hidden = p.dataset.republication !== id; });
    root.querySelectorAll("[data-show]").forEach(b => {
      b.setAttribute("aria-selected", b.dataset.show === id);
      b.tabIndex = b.dataset.show === id ? 0 : -1;
    });
    root.querySelectorAll("[data-choose]").forEach(s => { s.value = id; });
    clear();
    const here = panel();
    if (here && here.dataset.packed) {
      opening = wirecopyUnpack(here.dataset.packed).then(
        html => { here.innerHTML = html; },
        () => { here.textContent = "This browser is too old to unpack the text: it needs DecompressionStream."; },
      ).then(() => here.removeAttribute("aria-busy"));
      here.setAttribute("aria-busy", "true");
      delete here.dataset.packed;
    }
  }
  root.addEventListener("click", event => {
    const tab = event.target.closest("[data-show]"), step = event.target.closest("[data-step]");
    if (tab) { show(tab.dataset.show); if (onShow) onShow(tab.dataset.show); }
    if (step) nextChange(Number(step.dataset.step));
    if (event.target.closest("[data-clear]")) clear();
  });
  root.addEventListener("change", event => {
    if (event.target.dataset.layer) setLayer(event.target.dataset.layer, event.target.checked);
    if ("choose" in event.target.dataset) { show(event.target.value); if (onShow) onShow(event.target.value); }
  });
  root.addEventListener("pointerover", event => {
    const reasons = [];
    let inner;
    // Of the reasons, those whose layer is on: "countries Spain −0.96 …"; the innermost mark's first.
    for (let mark = event.target.closest("[data-why]"); mark && root.contains(mark); mark = mark.parentElement.closest("[data-why]"))
      for (const line of mark.dataset.why.split("\n"))
        if (root.classList.contains("wc-on-" + line.slice(0, line.indexOf(" ")))) {
          reasons.push(line.slice(line.indexOf(" ") + 1));
          inner = inner || mark;
        }
    why.hidden = !reasons.length;
    if (why.hidden) return;
    why.textContent = reasons.join("\n");
    const box = inner.getBoundingClientRect(), own = root.getBoundingClientRect();
    why.style.left = Math.max(0, Math.min(box.left - own.left, own.width - why.offsetWidth - 8)) + "px";
    why.style.top = box.bottom - own.top + 6 + "px";
  });
  // A finger that is lifted leaves too; what it pointed at stays until it touches something else.
  root.addEventListener("pointerleave", event => { if (event.pointerType !== "touch") why.hidden = true; });
  document.addEventListener("pointerdown", event => { if (!root.contains(event.target)) why.hidden = true; });
  root.addEventListener("keydown", event => {
    if (event.key === "Escape") { if (why.hidden) clear(); else why.hidden = true; }
    const tabs = [...root.querySelectorAll('[role="tab"]')], k = tabs.indexOf(event.target);
    if (k >= 0 && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const next = tabs[(k + (event.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length];
      next.focus(); next.click();
    }
  });
  return { focus, show, setLayer };
}
