// Text that the kit compressed for the page.
async function wirecopyUnpack(packed) {
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

// What a number counts, where the words that are marked do not say it themselves.
const wirecopyCounted = {
  syllables: "This metric counts the syllables of all words; marked are the words of three syllables or more.",
  polysyllables: "This metric counts words of three syllables or more.",
  complex: "This metric counts words of three syllables or more that are not on Dale and Chall’s list of easy words.",
  difficult: "This metric counts all words that are not on Dale and Chall’s list of easy words; marked are those of three syllables or more.",
  letters: "This metric counts the letters of all words; marked are the words of three syllables or more.",
  long: "This metric counts words of more than six letters; marked are the words of three syllables or more.",
  "step:cut": "A cut sentence counts even if it has none of these words: without it the text is shorter, and the rate rises.",
  "step:edited": "An edited sentence counts even if it has none of these words: with its length, the rate changes.",
  "step:new": "A new sentence counts even if it has none of these words: it makes the text longer, and the rate falls.",
};

// The reader's behaviour, shared by the report and the JupyterLab widget: which republication, layers, steps,
// and focus(address), which marks the words behind a number and scrolls to the first of them. A reader with a
// scroll bar of its own passes reveal(element, behavior). focus gives the number of places, or a promise of it.
// An address may say after "?" what is counted there: "step:new?hedge&rate" are the new sentences, of which the hedges
// are counted, for a rate.
function wirecopyReader(root, onShow, reveal = (node, behavior) => node.scrollIntoView({ block: "center", behavior })) {
  const layerOf = { quote: "quotes", scare: "quotes", hedge: "hedges", reporting: "reporting", country: "countries", hard: "hard", edit: "edits", claim: "edits" };
  const found = root.querySelector(".wc-found"), clearing = root.querySelector("[data-clear]");
  const why = document.createElement("div");
  why.className = "wc-why"; why.hidden = true; why.setAttribute("role", "tooltip"); root.appendChild(why);
  root.style.position = "relative";
  // Places to step through; each is a list of elements, as a mark may be cut and a change has two sides.
  let hits = [], at = -1, opening = Promise.resolve();
  // The layer that a click switched on, until the next click; and where the pointer was when the page moved under it.
  let lent = "", pointer, rested, listless = false;
  const counted = document.createElement("p");
  counted.className = "wc-counted"; counted.hidden = true;
  if (clearing) found.closest(".wc-tools").append(counted); // which stay in sight

  const panel = () => root.querySelector(".wc-panel:not([hidden])");
  function setLayer(name, on) {
    root.classList.toggle("wc-on-" + name, on);
    const box = root.querySelector(`input[data-layer="${name}"]`);
    if (box) box.checked = on;
  }
  function say(text) { found.textContent = text; if (clearing) clearing.hidden = !hits.length; }
  function clear() { hits.flat().forEach(e => e.classList.remove("wc-hit")); hits = []; at = -1; counted.hidden = true; say(""); }
  function lend(name) {
    if (lent && lent !== name) setLayer(lent, false);
    if (lent !== name) lent = "";
    if (name && !root.classList.contains("wc-on-" + name)) { setLayer(name, true); lent = name; }
  }
  function go(step, smooth) {
    if (!hits.length) return;
    at = (at + step + hits.length) % hits.length;
    why.hidden = true;
    rested = pointer;
    reveal(hits[at][0], smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto");
    const sentence = hits[at][0].closest(".wc-s"); if (sentence) sentence.focus({ preventScroll: true });
    const [reason] = (hits[at][0].dataset.why || "").split("\n");
    // Why a word is hard has two parts, of which the second, the list, is nothing to a formula of syllables.
    const told = reason && reason.slice(reason.indexOf(" ") + 1), whole = !listless || !reason.startsWith("hard ");
    say(`${at + 1} of ${hits.length}` + (told ? ` · ${whole ? told : told.split(",")[0]}` : ""));
  }
  function focus(address, silent) {
    clear();
    const here = panel();
    if (!here || !address) return 0;
    if (here.hasAttribute("aria-busy")) return opening.then(() => focus(address, silent));
    const [place, about = ""] = address.startsWith("at:") ? [address] : address.split("?"), what = about.split("&");
    const [named, side] = place.startsWith("at:") ? [place] : place.split("@"), cell = { wire: ".wc-cell:first-child ", rep: ".wc-cell:last-child " }[side] || "";
    const marks = [...here.querySelectorAll(`${cell}[data-w~="${CSS.escape(named)}"]`)];
    const reason = marks.map(e => e.dataset.why).find(Boolean) || "";
    lend(layerOf[place.split(/[:-]/)[0]] || layerOf[what[0].split(":")[0]] || (place.startsWith("at:") ? reason.slice(0, reason.indexOf(" ")) : ""));
    listless = what.some(name => ["syllables", "polysyllables", "letters", "long"].includes(name));
    const told = [what.includes("rate") && wirecopyCounted[place], ...what.map(name => wirecopyCounted[name])];
    counted.textContent = told.filter(Boolean).join(" ");
    counted.hidden = !counted.textContent;
    marks.forEach(e => {
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
    if (event.target.closest("[data-clear]")) { lend(""); clear(); }
  });
  root.addEventListener("change", event => {
    if (event.target.dataset.layer) {
      setLayer(event.target.dataset.layer, event.target.checked);
      if (lent === event.target.dataset.layer) lent = ""; // from now on it is the person's
    }
    if ("choose" in event.target.dataset) { show(event.target.value); if (onShow) onShow(event.target.value); }
  });
  // Not over the words that a click has just led to, while the pointer rests where the click was.
  const spot = event => `${event.screenX} ${event.screenY}`;
  function explain(event) {
    if (rested === spot(event)) return;
    rested = undefined;
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
  }
  root.addEventListener("pointerover", explain);
  for (const kind of ["pointermove", "pointerdown"])
    document.addEventListener(kind, event => {
      pointer = spot(event);
      if (rested && rested !== pointer && root.contains(event.target)) explain(event);
    }, { passive: true });
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
  // The layers that are on, or, given names, those alone from now on.
  function layers(names) {
    const boxes = [...root.querySelectorAll("input[data-layer]")];
    if (names) boxes.forEach(box => setLayer(box.dataset.layer, names.includes(box.dataset.layer)));
    return boxes.filter(box => box.checked).map(box => box.dataset.layer);
  }
  return { focus, show, setLayer, layers };
}
