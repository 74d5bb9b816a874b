// What a person says of the words under the cursor, as rows of corrections.csv. A mark or a sentence has in data-c what can
// be judged of it, with ¦ between: layer, start, end, wire_start, wire_end, what stands there now, with tabs between.
// io: save(rows) and undo(rows) keep them at once, as in JupyterLab; a page that cannot collects them and gives a file.
const wirecopyColumns = ["layer", "article", "start", "end", "text", "wire_start", "wire_end", "wire_text", "kit", "label", "who", "when", "note"];
// A cell that no spreadsheet runs, as `guard_cell` of the kit writes it.
const wirecopyCell = value => `"${String(value).replace(/(^|[;\t\r\n])(?='*[=+\-@\t\r＝＋－＠])/g, "$1'").replace(/"/g, '""')}"`;

function wirecopyCorrections(root, io, state = { on: false, who: "", done: [], at: "" }) {
  const labels = JSON.parse(root.dataset.labels), tools = root.querySelector(".wc-tools");
  const make = (tag, values, ...children) => { const node = Object.assign(document.createElement(tag), values); node.append(...children); return node; };
  const button = (text, act) => make("button", { type: "button", textContent: text, onclick: act });
  const status = make("span", { className: "wc-said-now" }), choices = make("span", { className: "wc-choices", hidden: true });
  status.setAttribute("role", "status");
  const who = make("input", { type: "text", value: state.who, size: 12, maxLength: 80, oninput: () => { state.who = who.value; },
    onkeydown: event => { if (event.key === "Enter") root.focus({ preventScroll: true }); } });
  const file = io.save ? "" : button("", download);
  const controls = make("span", { className: "wc-judge" }, button("a accept", accept), button("x reject", reject), button("c change", change),
    button("u undo", undo), make("label", {}, "your name ", who), file, status, choices);
  const toggle = button(io.save ? "Correct" : "Suggest corrections", () => { state.on = !state.on; show(); });
  tools.append(make("div", { className: "wc-correct" }, toggle, controls));
  let current = null, pinned = false;

  function show() {
    toggle.setAttribute("aria-pressed", state.on);
    controls.hidden = !state.on;
    root.classList.toggle("wc-correcting", state.on);
    // A click between two sentences leaves the keys with the reader: in JupyterLab, x would cut the cell.
    if (state.on) root.tabIndex = -1;
    count();
  }
  function count() {
    if (file) { file.hidden = !state.done.length; file.textContent = `save ${state.done.flat().length} as CSV`; }
  }
  const say = text => { status.textContent = text; };
  const panel = () => root.querySelector(".wc-panel:not([hidden])");
  const side = node => (node.closest(".wc-cell").matches(":first-child") ? "wire" : "rep");
  const other = { wire: "rep", rep: "wire" };
  const cells = of => [...panel().querySelectorAll(`.wc-cell:${of === "wire" ? "first" : "last"}-child .wc-s`)];
  const things = node => node.dataset.c.split("¦").map(line => {
    const [layer, start, end, wireStart, wireEnd, now] = line.split("\t");
    return { layer, start: +start, end: +end, wireStart: +wireStart, wireEnd: +wireEnd, now };
  });
  const judged = node => things(node).filter(thing => thing.layer !== "sentence");
  const place = sentence => things(sentence).find(thing => thing.layer === "sentence");
  // Offsets count characters as the kit does, of which some are two for a browser. Of a sentence, its words without its label.
  function letters(sentence) {
    const copy = sentence.cloneNode(true);
    copy.querySelectorAll(".wc-tag, .wc-also").forEach(node => node.remove());
    return Array.from(copy.textContent.trimStart());
  }
  function words(of, start, end) {
    if (start === end) return "";
    return cells(of).map(sentence => {
      const { start: first, end: stop } = place(sentence);
      return start < stop && first < end ? letters(sentence).slice(Math.max(0, start - first), end - first).join("") : "";
    }).filter(Boolean).join(" ");
  }
  // A quotation that the kit has not found in the republication: somebody who has selects its words there.
  const lost = thing => thing.layer === "fate" && thing.start === thing.end;
  function row(thing, label, of) {
    if (thing.layer === "fate" && label === "dropped") thing = { ...thing, start: 0, end: 0 };
    const compared = ["link", "relation", "fate", "claim"].includes(thing.layer), own = compared ? "rep" : of;
    const article = own === "wire" ? root.dataset.wire : panel().dataset.republication;
    const values = {
      layer: thing.layer, article, start: thing.start, end: thing.end, text: words(own, thing.start, thing.end),
      wire_start: compared ? thing.wireStart : "", wire_end: compared ? thing.wireEnd : "",
      wire_text: compared ? words("wire", thing.wireStart, thing.wireEnd) : "",
      kit: thing.now, label, who: state.who, when: new Date().toISOString().slice(0, 19) + "Z", note: "",
    };
    if (values.start === values.end) values.start = values.end = "";
    if (values.wire_start === values.wire_end) values.wire_start = values.wire_end = "";
    return values;
  }
  function keep(rows) {
    choices.hidden = true;
    pinned = false;
    if (!rows.length) return say("there is nothing to judge here");
    state.done.push(rows);
    if (current) current.classList.add("wc-said");
    say((io.save ? "saving: " : "suggested: ") + rows.map(r => `${r.layer} ${(r.text || r.wire_text).slice(0, 40)} → ${r.label}`).join("; "));
    if (io.save) io.save(rows);
    count();
  }
  const ready = () => (current && current.isConnected ? true : (say("point at a mark or a sentence first"), false));
  function accept() {
    if (ready()) keep(judged(current).map(thing => row(thing, thing.now, side(current))));
  }
  function reject() {
    if (!ready()) return;
    // What a sentence is linked to is no link; of a country, that it is none.
    const found = judged(current).map(thing => (thing.layer === "relation" ? { ...thing, layer: "link", now: "yes" } : thing));
    const refused = found.filter(thing => thing.now !== "no" && (!labels[thing.layer] || labels[thing.layer].includes("no")));
    const links = refused.filter(thing => thing.layer === "link");
    keep((links.length ? links : refused.slice(0, 1)).map(thing => row(thing, "no", side(current))));
  }
  function change() {
    const elsewhere = current && judged(current).some(lost) && selected("rep");
    const added = elsewhere ? null : selected();
    if (!added && !ready()) return;
    const sentence = current && current.matches(".wc-s") && !added;
    const of = added ? added.side : side(current);
    const found = added ? ["hedge", "country"].map(layer => ({ ...added, layer, now: "" })) : judged(current).map(thing => (lost(thing) ? { ...thing, ...elsewhere } : thing));
    choices.replaceChildren();
    for (const thing of found) {
      const offered = labels[thing.layer];
      choices.append(make("b", { textContent: thing.layer + " " }));
      for (const label of offered || [])
        if (label !== thing.now && !(added && label === "no")) choices.append(button(label.replace("_", " "), () => keep([row(thing, label, of)])));
      if (!offered) choices.append(field(thing.layer === "country" ? "ISO code, such as ISL" : "who speaks", text => keep([row(thing, text, of)])));
    }
    if (sentence) choices.append(field("number of the sentence it belongs to", text => relink(text, of)));
    choices.querySelectorAll("button").forEach((node, k) => { if (k < 9) { node.textContent = `${k + 1} ${node.textContent}`; node.dataset.digit = k + 1; } });
    choices.hidden = !choices.childNodes.length;
    if (choices.hidden) return say("there is nothing to change here");
    say("");
    const first = choices.querySelector("button, input");
    first.focus({ preventScroll: true });
  }
  function field(hint, act) {
    const input = make("input", { type: "text", placeholder: hint, size: 22 });
    input.setAttribute("aria-label", hint);
    input.onkeydown = event => { if (event.key === "Enter" && input.value.trim()) { event.preventDefault(); act(input.value.trim()); root.focus({ preventScroll: true }); } };
    return input;
  }
  function relink(number, of) {
    const partner = cells(other[of]).find(node => node.dataset.w.split(" ").includes(`${other[of]}-${number - 1}`));
    if (!partner) return say("there is no such sentence");
    const [here, there] = of === "rep" ? [place(current), place(partner)] : [place(partner), place(current)];
    const thing = { layer: "link", start: here.start, end: here.end, wireStart: there.start, wireEnd: there.end, now: "no" };
    const before = judged(current).filter(one => one.layer === "relation" && !(one.start === thing.start && one.wireStart === thing.wireStart));
    keep([...before.map(one => row({ ...one, layer: "link", now: "yes" }, "no", of)), row(thing, "yes", of)]);
  }
  // Words that a person has selected inside one sentence, where the kit has seen nothing.
  function selected(of) {
    const chosen = getSelection(), range = chosen.rangeCount && !chosen.isCollapsed && chosen.getRangeAt(0);
    const sentence = range && range.startContainer.parentElement.closest(".wc-s");
    if (!sentence || !root.contains(sentence) || range.endContainer.parentElement.closest(".wc-s") !== sentence) return null;
    if (of && side(sentence) !== of) return null;
    const before = document.createRange();
    before.setStart(sentence, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const box = make("div", {}, before.cloneContents());
    box.querySelectorAll(".wc-tag, .wc-also").forEach(node => node.remove());
    const start = place(sentence).start + Array.from(box.textContent.trimStart()).length;
    const end = start + Array.from(range.toString()).length;
    return of ? { start, end } : { side: side(sentence), start, end, wireStart: 0, wireEnd: 0 };
  }
  function undo() {
    const rows = state.done.pop();
    if (!rows) return say("there is nothing to undo");
    say((io.undo ? "undoing: " : "undone: ") + rows.map(r => `${r.layer} → ${r.label}`).join("; "));
    if (io.undo) io.undo(rows);
    else if (current) current.classList.remove("wc-said");
    count();
  }
  function download() {
    const lines = [wirecopyColumns, ...state.done.flat().map(r => wirecopyColumns.map(name => r[name]))];
    const blob = new Blob(["\ufeff" + lines.map(cells => cells.map(wirecopyCell).join(",")).join("\n") + "\n"], { type: "text/csv" });
    const link = make("a", { href: URL.createObjectURL(blob), download: "corrections.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function take(node) {
    if (current) current.classList.remove("wc-at");
    current = node;
    state.at = node ? key(node) : "";
    if (node) node.classList.add("wc-at");
  }
  // What can be judged of the layers that are on, and the sentences, in the order of the text.
  function step(by) {
    const nodes = [...panel().querySelectorAll("[data-c]")].filter(node => node.offsetParent && (node.matches(".wc-s") || seen(node)));
    const at = nodes.indexOf(current), next = nodes[(at + by + nodes.length) % nodes.length];
    if (!next) return;
    take(next);
    next.scrollIntoView({ block: "nearest" });
    pinned = true;
    describe();
  }
  const describe = () => say(judged(current).map(thing => `${thing.layer} ${thing.now}`).join("; ") || "a sentence without a link");
  // A place keeps its name when what stands there is corrected.
  const key = node => side(node) + " " + node.dataset.c.split("\t").slice(0, 3).join(" ");
  const seen = node => { const line = node.dataset.why || ""; return root.classList.contains("wc-on-" + line.slice(0, line.indexOf(" "))); };
  // What is under the cursor, the innermost first; a changed claim after the words that it is made of, the sentence last.
  function under(node) {
    const found = [];
    for (let at = node.closest("[data-c]"); at && root.contains(at); at = at.parentElement.closest("[data-c]"))
      if (at.matches(".wc-s") || seen(at)) found.push(at);
    const rank = at => (at.matches(".wc-s") ? 2 : at.matches(".wc-m-claim") ? 1 : 0);
    return found.sort((a, b) => rank(a) - rank(b));
  }
  root.addEventListener("pointerover", event => {
    const [node] = state.on && !pinned && choices.hidden ? under(event.target) : [];
    if (node) take(node);
  });
  // A click holds on to what was under the cursor, so that the way to a button does not change it; another one, to what is around.
  root.addEventListener("click", event => {
    if (!state.on || event.target.closest(".wc-tools") || !getSelection().isCollapsed) return;
    const found = under(event.target), again = pinned ? found.indexOf(current) + 1 : 0;
    pinned = found.length > 0;
    if (pinned) { take(found[again % found.length]); describe(); } else take(null);
  });
  root.addEventListener("keydown", event => {
    const typing = event.target.matches("input[type=text], select");
    if (!state.on || event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return;
    const digit = !choices.hidden && choices.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
    const act = digit ? () => digit.click() : { a: accept, x: reject, c: change, u: undo, n: () => step(1), p: () => step(-1),
      Escape: () => { choices.hidden = true; pinned = false; } }[event.key];
    if (!act) return;
    event.preventDefault();
    if (digit || event.key === "Escape") root.focus({ preventScroll: true });
    act();
  });
  if (state.at) take([...root.querySelectorAll(".wc-panel:not([hidden]) [data-c]")].find(node => key(node) === state.at) || null);
  show();
  return { say };
}
