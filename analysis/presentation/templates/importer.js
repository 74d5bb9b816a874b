// The blocks of a page in a list, each with a menu for its kind; only "body" is measured.
export default {
  render({ model, el }) {
    el.classList.add("wc-lab", "wc-blocks");
    const node = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text || "" });
    function kindOf(k) { return model.get("kinds")[k + 1] || model.get("blocks")[k].kind; }
    function sum(line) {
      const kinds = model.get("blocks").map((_, k) => kindOf(k)), n = kinds.filter(kind => kind === "body").length;
      line.textContent = kinds.length
        ? `${kinds.length} parts, ${n} of them body text, which alone is measured.`
        : "Nothing has been read yet.";
    }
    function row(block, k, line) {
      const item = node("li", "wc-block"), menu = node("select", ""), text = node("div", "wc-block-text");
      menu.setAttribute("aria-label", `Kind of part ${k + 1}`);
      model.get("options").forEach(kind => menu.appendChild(Object.assign(node("option", "", kind), { value: kind })));
      menu.value = item.dataset.kind = kindOf(k);
      const reason = node("small", "", block.reason);
      menu.addEventListener("change", () => {
        item.dataset.kind = menu.value;
        model.set("kinds", { ...model.get("kinds"), [k + 1]: menu.value });
        model.save_changes();
        sum(line);
      });
      text.append(node("p", "", block.text), reason);
      item.append(menu, text);
      return item;
    }
    function show() {
      const line = node("p", "wc-sum"), list = node("ol", ""), doubts = node("ul", "wc-doubts");
      line.setAttribute("role", "status");
      sum(line);
      model.get("doubts").forEach(doubt => doubts.appendChild(node("li", "", `Look at this: ${doubt}`)));
      model.get("blocks").forEach((block, k) => list.appendChild(row(block, k, line)));
      el.replaceChildren(line, doubts, list);
    }
    // Kinds that were set from code show in the menus, without a jump.
    function follow() {
      el.querySelectorAll(".wc-block").forEach((item, k) => { item.querySelector("select").value = item.dataset.kind = kindOf(k); });
      sum(el.querySelector(".wc-sum"));
    }
    show();
    model.on("change:blocks change:doubts", show);
    model.on("change:kinds", follow);
    return wirecopyKeys(el);
  },
};
