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
    function mark() {
      if (reader) Promise.resolve(reader.focus(model.get("focus_on"))).then(n => { el.dataset.found = n; });
    }
    fill();
    mark();
    model.on("change:html", fill);
    model.on("change:republication", follow);
    model.on("change:focus_on", mark);
    return wirecopyKeys(el);
  },
};
