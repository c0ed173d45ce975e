"use strict";
(() => {
  const form = document.querySelector(".filters");
  const frame = document.getElementById("state-table");
  const themes = frame.querySelector("table");
  const parts = document.querySelectorAll("[data-theme]");
  const grouped = document.querySelectorAll("#implementation [data-group]");
  const shown = document.getElementById("shown");
  const unmatched = document.getElementById("unmatched");
  const dialog = document.getElementById("detail");
  const data = JSON.parse(document.getElementById("state-data").textContent);
  const places = new Map(data.states.map(([code], index) => [code, index]));
  const units = data.units.map(([question, row, theme, cited, labels, levels, texts]) => ({
    question, row, theme, cited, labels, levels,
    of: (index) => (texts.includes(",") ? texts.split(",")[index] : texts[index]),
  }));
  for (const unit of units) {
    const { of } = unit, kept = [];
    unit.of = (index) => (kept[index] ??= of(index));
  }
  const recommendations = new Map(data.recommendations.map(([id, title, own]) => [id, { id, title, own }]));
  // The words of a text in small letters, with a space before each.
  const words = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim().replace(/^(?=.)/, " ");
  const names = data.states.map(([, name]) => words(name));
  const marks = [..."0123456", ...Object.keys(data.standings)];
  let table = themes;
  let current = null;


  // What is chosen

  function choose({ theme, group, state }) {
    page.show(parts, (one) => !theme || one.dataset.theme.split(" ").includes(theme));
    page.show(grouped, (one) => !group || one.dataset.group === group);
    const cited = theme ? citedIn(theme) : [];
    table = cited.length ? tableOf(theme, cited) : themes;
    frame.replaceChildren(table);
    const entries = state.split(/[,;]/).map((entry) => entry.trim()).filter(words);
    const found = entries.map(statesOf);
    const missed = entries.filter((_, index) => !found[index].size);
    unmatched.textContent = missed.length ? `No State in this table matches: ${missed.join(", ")}` : "";
    let count = 0;
    for (const body of table.tBodies) {
      let inGroup = 0;
      for (const row of body.querySelectorAll("[data-state]")) {
        const index = places.get(row.dataset.state);
        row.hidden = entries.length > 0 && !found.some((columns) => columns.has(index));
        inGroup += row.hidden ? 0 : 1;
      }
      body.hidden = Boolean(group && body.dataset.group !== group) || !inGroup;
      count += body.hidden ? 0 : inGroup;
    }
    const what = theme ? `; theme: ${form.elements.theme.selectedOptions[0].text}` : "";
    shown.textContent = `${count} of ${data.states.length} States${what}`;
    makeReachable();
  }

  // An entry is the code of one State, or the beginning of words in the names of some. Three capital
  // letters are always a code, so that NOR never finds North Macedonia.

  function statesOf(entry) {
    if (places.has(entry.toUpperCase())) return new Set([places.get(entry.toUpperCase())]);
    if (/^[A-Z]{3}$/.test(entry)) return new Set();
    const wanted = words(entry);
    return new Set(names.flatMap((name, index) => (name.includes(wanted) ? [index] : [])));
  }

  // A theme opens to its recommendations

  function citedIn(theme) {
    const of = new Set(units.filter((unit) => unit.theme === theme).flatMap((unit) => unit.cited));
    return [...recommendations.keys()].filter((id) => of.has(id));
  }

  function tableOf(theme, cited) {
    const made = themes.cloneNode(true);
    made.classList.add("opened");
    made.setAttribute("aria-label", "How each State stands on each recommendation of the theme");
    const head = made.tHead.rows[0];
    head.replaceChildren(head.cells[0], ...cited.map((id) => {
      const cell = page.element("th", id);
      cell.scope = "col";
      cell.title = recommendations.get(id).title;
      cell.dataset.recommendation = id;
      return cell;
    }));
    for (const row of made.querySelectorAll(".group th")) row.colSpan = cited.length + 1;
    const serving = cited.map((id) => unitsOf(id, theme));
    for (const row of made.querySelectorAll("[data-state]")) {
      const index = places.get(row.dataset.state);
      row.replaceChildren(row.cells[0], ...serving.map((several) => cellOf(several, index)));
    }
    return made;
  }

  // Where questions say how far a measure is in place, the others only add details.
  function unitsOf(id, theme) {
    const several = units.filter((unit) => unit.theme === theme && unit.cited.includes(id));
    const measures = several.filter((unit) => unit.levels);
    return measures.length ? measures : several;
  }

  // What an answer shows: a level, the sign of other codes, or a pattern.
  function markOf(unit, index) {
    const text = unit.of(index);
    if (data.standings[text]) return text;
    return unit.levels ? unit.levels["0123456789abcdefghijklmnopqrstuvwxyz".indexOf(text)] : "X";
  }

  const labelOf = (mark) => (mark === "X" ? "Answered, with codes of its own or in words" : data.standings[mark]?.[0] ?? data.levels[mark]);

  function cellOf(several, index) {
    const all = several.map((unit) => markOf(unit, index));
    // A question that is not asked, because of another answer, adds nothing.
    const asked = all.filter((mark) => mark !== "O");
    const cell = page.element("td", "");
    draw(cell, asked.length ? asked : all);
    return cell;
  }

  function draw(cell, found) {
    const kinds = [...marks, "X"].filter((mark) => found.includes(mark));
    const counts = kinds.map((mark) => `${labelOf(mark)} ${found.filter((one) => one === mark).length}`);
    cell.setAttribute("aria-label", counts.join(", ") || "No measures");
    const [only] = kinds;
    if (found.length === 1 && !data.standings[only]) {
      const sign = only === "X" ? data.signs.at(-1) : data.signs[only];
      cell.replaceChildren(page.element("span", sign, only === "X" ? "sign" : `sign s${Number(only) + 1}`));
    } else {
      cell.replaceChildren(barOf(kinds, found));
    }
  }

  function barOf(kinds, found) {
    const make = (name, values) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
      return made;
    };
    const bar = make("svg", { class: "bar", "aria-hidden": "true" });
    let begin = 0;
    for (const mark of kinds) {
      const width = (100 * found.filter((one) => one === mark).length) / found.length;
      const fill = data.standings[mark] ? { fill: `url(#${data.standings[mark][1]})` } : { class: mark === "X" ? "rest" : `s${Number(mark) + 1}` };
      bar.append(make("rect", { x: `${begin}%`, width: `${width}%`, ...fill }));
      begin += width;
    }
    return bar;
  }

  // One cell can be reached by Tab; from there the arrow keys lead to the others.

  const rows = () => [...table.querySelectorAll("[data-state]")].filter((row) => !row.hidden && !row.parentElement.hidden);

  function makeReachable() {
    const row = rows()[0];
    setCurrent(row ? row.cells[1] : null);
  }

  function setCurrent(cell) {
    if (current) current.removeAttribute("tabindex");
    current = cell;
    if (current) current.tabIndex = 0;
  }

  const steps = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -Infinity], End: [0, Infinity],
  };

  function move(cell, [down, right]) {
    const visible = rows();
    const within = (length, place) => Math.max(0, Math.min(length - 1, place));
    const row = visible[within(visible.length, visible.indexOf(cell.parentElement) + down)];
    setCurrent(row.cells[1 + within(row.cells.length - 1, cell.cellIndex - 1 + right)]);
    current.focus();
  }

  // What a State answers

  function open(cell) {
    const row = cell.parentElement;
    const index = places.get(row.dataset.state);
    const head = table.tHead.rows[0].cells[cell.cellIndex];
    const cited = recommendations.get(head.dataset.recommendation);
    const theme = cited ? form.elements.theme.value : head.dataset.themeColumn;
    document.getElementById("detail-heading").textContent =
      `${data.states[index][1]}, ${cited ? `recommendation ${cited.id}` : head.textContent}`;
    document.getElementById("detail-about").textContent = cited
      ? [cited.title, cited.own.length ? `See also the codes of ${cited.own.join(", ")}.` : ""].join(" ").trim()
      : "";
    const list = document.createElement("dl");
    let question = "";
    for (const unit of units) {
      if (unit.theme !== theme || (cited && !unit.cited.includes(cited.id))) continue;
      if (unit.question !== question) list.append(page.element("dt", data.questions[unit.question]));
      question = unit.question;
      list.append(page.element("dd", (unit.row ? `${unit.row}: ` : "") + answerOf(unit, index)));
    }
    document.getElementById("detail-answers").replaceChildren(list, ...[...row.cells[0].querySelectorAll("a")].map((link) => {
      const copy = link.cloneNode(true);
      copy.textContent = "The whole profile, with the State's own words";
      return copy;
    }));
    setCurrent(cell);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  function answerOf(unit, index) {
    const text = unit.of(index);
    if (data.standings[text]) return data.standings[text][0];
    if (text === "X") return "Answered, in words";
    return [...text].map((sign) => unit.labels["0123456789abcdefghijklmnopqrstuvwxyz".indexOf(sign)]).join("; ");
  }

  dialog.addEventListener("close", () => current && current.focus());
  frame.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell) return open(cell);
    const head = event.target.closest("[data-theme-column]");
    if (head) chosen.set("theme", head.dataset.themeColumn);
  });
  frame.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") open(cell);
    else if (steps[event.key]) move(cell, steps[event.key]);
    else return;
    event.preventDefault();
  });
  for (const cell of themes.querySelectorAll("[data-state] td")) {
    draw(cell, cell.textContent.split(" ").flatMap((count, place) => Array(Number(count)).fill(marks[place])));
  }
  const chosen = page.choices(form, choose);
})();
