// The reader as a JupyterLab widget: shows the model's HTML and follows republication and focus_on.
export default {
  render({ model, el }) {
    el.classList.add("wc-lab");
    const box = document.createElement("div");
    box.className = "wc-widget";
    el.appendChild(box);
    let reader, corrections, story;
    const judging = { on: false, who: "", done: [], at: "" };
    const keeping = { save: rows => model.send({ correct: rows }), undo: rows => model.send({ undo: rows }) };
    // The reader has its own scroll bar: the words come into its middle, and the notebook moves only if it must.
    function reveal(node, behavior) {
      const here = node.getBoundingClientRect(), room = box.getBoundingClientRect();
      box.scrollBy({ top: here.top - room.top - (box.clientHeight - here.height) / 2, behavior });
      box.scrollIntoView({ block: "nearest", behavior });
    }
    function fill() {
      // After a correction the same story comes anew: it stays where it was read, and the keys stay with it.
      const top = box.scrollTop, held = box.contains(document.activeElement);
      box.innerHTML = model.get("html");
      const root = box.querySelector(".wc-reader"), same = root && root.dataset.story === story;
      story = root ? root.dataset.story : "";
      const layers = same && reader && reader.layers();
      if (!same) Object.assign(judging, { done: [], at: "" });
      box.scrollTop = same ? top : 0;
      box.hidden = !root;
      reader = root && wirecopyReader(root, id => { model.set("republication", id); model.save_changes(); }, reveal);
      if (layers) reader.layers(layers);
      follow();
      corrections = root && model.get("correctable") && wirecopyCorrections(root, keeping, judging);
      if (same && held) root.focus({ preventScroll: true });
    }
    function follow() {
      if (reader && model.get("republication")) reader.show(model.get("republication"));
    }
    function mark(address) {
      if (reader) Promise.resolve(reader.focus(address)).then(n => { el.dataset.found = n; });
    }
    fill();
    mark(model.get("focus_on"));
    model.on("change:html", fill);
    model.on("msg:custom", told => { if (corrections) corrections.say(told.said); });
    model.on("change:republication", follow);
    model.on("change:focus_on", () => mark(model.get("focus_on")));
    // A reader in a cell of its own answers the buttons of the notebook's other parts, as the reader of a report does.
    function answer(event) {
      const button = event.target.closest("[data-focus]");
      if (!button || !reader || button.closest(".wc-explorer") || el.closest(".wc-explorer")) return;
      if (button.closest(".jp-Notebook") !== el.closest(".jp-Notebook")) return;
      const version = button.closest("[data-republication]")?.dataset.republication;
      if (version && box.querySelector(`.wc-panel[data-republication="${CSS.escape(version)}"]`)) reader.show(version);
      mark(button.dataset.focus);
    }
    document.addEventListener("click", answer);
    const free = wirecopyKeys(el);
    return () => { free(); document.removeEventListener("click", answer); };
  },
};
