// The reader as a JupyterLab widget: shows the model's HTML and follows republication and focus_on.
export default {
  render({ model, el }) {
    const box = document.createElement("div");
    box.className = "wc-widget";
    el.appendChild(box);
    let reader;
    function fill() {
      box.innerHTML = model.get("html");
      reader = wirecopyReader(box.querySelector(".wc-reader"), id => { model.set("republication", id); model.save_changes(); });
      if (model.get("republication")) reader.show(model.get("republication"));
    }
    fill();
    model.on("change:html", fill);
    model.on("change:republication", () => reader.show(model.get("republication")));
    model.on("change:focus_on", () => reader.focus(model.get("focus_on")));
  },
};
