// The reader as a JupyterLab widget: shows the model's HTML and follows republication and focus_on.
export default {
  render({ model, el }) {
    el.classList.add("wc-lab");
    const box = document.createElement("div");
    box.className = "wc-widget";
    el.appendChild(box);
    let reader;
    // The reader has its own scroll bar: the words come into its middle, and the notebook moves only if it must.
    function reveal(node, behavior) {
      const here = node.getBoundingClientRect(), room = box.getBoundingClientRect();
      box.scrollBy({ top: here.top - room.top - (box.clientHeight - here.height) / 2, behavior });
      box.scrollIntoView({ block: "nearest", behavior });
    }
    function fill() {
      box.innerHTML = model.get("html");
      box.scrollTop = 0;
      const root = box.querySelector(".wc-reader");
      box.hidden = !root;
      reader = root && wirecopyReader(root, id => { model.set("republication", id); model.save_changes(); }, reveal);
      follow();
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
