// The stage of the explorer: shows the page part that the model holds, draws its charts, keeps what was
// drawn so that coming back to a view is instant, and reports the words behind a mark.
const KEPT = 16;
export default {
  render({ model, el }) {
    el.classList.add("wc-lab", "wc-stage");
    const drawn = new Map();
    const group = `wc-republication-${Math.random().toString(36).slice(2)}`;

    function tell(words, version = "") {
      // The count makes a second click on the same mark news.
      model.set("picked", [words, version, (model.get("picked")[2] || 0) + 1]);
      model.save_changes();
    }
    async function draw(html) {
      const box = document.createElement("div");
      box.className = "wc-part wc-drawing";
      box.innerHTML = html;
      box.querySelectorAll("input[name=wc-republication]").forEach(e => { e.name = group; });
      el.appendChild(box);
      const part = { box, charts: [], width: el.clientWidth };
      for (const place of box.querySelectorAll(".wc-chart")) {
        try {
          part.charts.push(await wirecopyChart(place, JSON.parse(place.nextElementSibling.textContent), tell));
        } catch (error) {
          place.textContent = "This chart could not be drawn: " + error.message;
          console.error(error);
        }
      }
      return part;
    }
    async function follow(part, id) {
      part.box.querySelectorAll("[data-republication]").forEach(e => { e.hidden = e.dataset.republication !== id; });
      part.box.querySelectorAll(`input[name="${group}"]`).forEach(e => { e.checked = e.value === id; });
      await Promise.all(part.charts.map(chart => chart.choose(id)));
    }
    function forget(key) {
      const part = drawn.get(key);
      drawn.delete(key);
      part.charts.forEach(chart => chart.finalize());
      part.box.remove();
    }
    async function make({ key, html }) {
      if (drawn.has(key) && Math.abs(drawn.get(key).width - el.clientWidth) > 30) forget(key);
      const part = drawn.get(key) || await draw(html);
      drawn.delete(key);
      drawn.set(key, part);
      await follow(part, model.get("republication"));
      while (drawn.size > KEPT) forget(drawn.keys().next().value);
      part.box.hidden = part.box.classList.contains("wc-drawing");
      return part;
    }
    async function show() {
      const content = model.get("content");
      if (!content.key || !el.clientWidth) return;
      const part = await make(content);
      // Until here the former view has stayed in place: nothing flickers, nothing jumps.
      drawn.forEach(other => { other.box.hidden = other !== part; });
      part.box.classList.remove("wc-drawing");
      Object.assign(el.dataset, { shown: content.key, republication: model.get("republication") });
      model.send("shown");
    }
    // One after the other, and of those that wait only the last.
    let turn = 0, work = Promise.resolve();
    function ask() {
      const mine = ++turn;
      work = work.then(() => (mine === turn ? show() : undefined)).catch(error => console.error(error));
    }
    // Views that the person has not asked for yet are drawn out of sight, so that they are there at once.
    function prepare() {
      const content = model.get("ahead");
      if (content.key && !drawn.has(content.key) && el.clientWidth)
        work = work.then(() => make(content)).catch(error => console.error(error));
    }

    el.addEventListener("change", event => {
      if (event.target.name === group) { model.set("republication", event.target.value); model.save_changes(); }
    });
    el.addEventListener("click", event => {
      const button = event.target.closest("[data-focus]");
      if (button) tell(button.dataset.focus);
    });
    model.on("change:content", ask);
    model.on("change:republication", ask);
    model.on("change:ahead", prepare);
    let timer;
    const sized = new ResizeObserver(() => { clearTimeout(timer); timer = setTimeout(ask, drawn.size ? 200 : 0); });
    sized.observe(el);
    const free = wirecopyKeys(el);
    return () => { free(); sized.disconnect(); [...drawn.keys()].forEach(forget); };
  },
};
