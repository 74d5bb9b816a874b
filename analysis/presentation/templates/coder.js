// One item to label at a time. All texts are other people's: they enter the page as text alone.
export default {
  render({ model, el }) {
    el.classList.add("wc-lab", "wc-coder");
    el.tabIndex = 0;
    const node = (tag, className, text, ...inside) => {
      const made = Object.assign(document.createElement(tag), { className, textContent: text || "" });
      made.append(...inside);
      return made;
    };
    const button = (key, text, small, press) => {
      const made = node("button", "", "", node("kbd", "", key), node("span", "", text), node("small", "", small));
      Object.assign(made, { type: "button", disabled: !press });
      made.setAttribute("aria-keyshortcuts", key);
      made.addEventListener("click", press);
      return made;
    };
    // A key counts for the item that is seen: while the kernel looks for the next one, there is none.
    let waiting = false;
    function tell(action, code = "") {
      if (waiting) return;
      waiting = true;
      model.send({ action, code, turn: model.get("shown").turn, note: el.querySelector("textarea")?.value ?? "" });
    }
    function passage(shown) {
      const text = node("p", "wc-coder-text", "", shown.before, node("mark", "", shown.text), shown.after);
      return shown.beside ? [text, node("h4", "", "The wire"), node("p", "wc-coder-text", shown.beside)] : [text];
    }
    function question(shown) {
      const list = node("ol", "");
      shown.options.forEach((option, k) =>
        list.append(node("li", "", "", button(String(k + 1), option.label, option.rule, () => tell("give", option.code)))));
      const note = Object.assign(node("textarea", ""), { rows: 1, value: shown.note });
      const more = node("div", "wc-coder-more", "", node("label", "", "", node("kbd", "", "n"), node("span", "", "Note"), note),
        button("s", "Skip for now", "", () => tell("skip")), button("u", "Undo", "", shown.undo ? () => tell("undo") : null));
      return [node("h3", "", shown.question), ...passage(shown), list, more];
    }
    function show() {
      const shown = model.get("shown"), had = el.contains(document.activeElement) || waiting;
      waiting = false;
      const line = node("p", "wc-sum", shown.progress), wrong = node("p", "wc-coder-wrong", shown.wrong);
      line.setAttribute("role", "status");
      wrong.setAttribute("role", "alert");
      el.replaceChildren(line, wrong, ...(shown.options.length ? question(shown)
        : [button("u", "Undo", "", shown.undo ? () => tell("undo") : null)]));
      if (had) el.focus({ preventScroll: true });
    }
    el.addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const note = el.querySelector("textarea"), option = model.get("shown").options[Number(event.key) - 1];
      if (event.target === note) {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        el.focus();
      } else if (option) tell("give", option.code);
      else if (event.key === "u" && model.get("shown").undo) tell("undo");
      else if (event.key === "s" && note) tell("skip");
      else if (event.key === "n" && note) note.focus();
      else return;
      event.preventDefault();
    });
    show();
    model.on("change:shown", show);
    return wirecopyKeys(el);
  },
};
