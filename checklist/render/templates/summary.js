"use strict";
(() => {
  const table = document.querySelector(".crossed");
  const rows = [...table.tBodies[0].rows];
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const form = document.querySelector(".filters");
  const shown = document.getElementById("shown");
  const dialog = document.getElementById("detail");
  const statements = document.querySelectorAll(".statements");
  const questions = JSON.parse(document.getElementById("question-words").textContent);
  const unmatched = document.getElementById("unmatched");
  // The words of a text in small letters, with a space before each.
  const words = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim().replace(/^(?=.)/, " ");
  const names = heads.map((head) => words(head.textContent));
  const codes = heads.map((head) => head.dataset.code);
  const columns = heads.map(() => true);
  let current = null;

  // Filters

  function choose() {
    const wanted = Object.fromEntries(new FormData(form));
    let count = 0;
    for (const row of rows) {
      row.hidden = ["theme", "meeting", "strength", "addressee"].some(
        (name) => wanted[name] && !row.dataset[name].split(" ").includes(wanted[name]),
      );
      count += row.hidden ? 0 : 1;
    }
    const entries = wanted.state.split(/[,;]/).map((entry) => entry.trim()).filter(words);
    const found = entries.map(statesOf);
    const missed = entries.filter((_, index) => !found[index].size);
    unmatched.textContent = missed.length ? `No State in this table matches: ${missed.join(", ")}` : "";
    heads.forEach((head, index) => {
      const show = !entries.length || found.some((columns) => columns.has(index));
      if (show === columns[index]) return;
      columns[index] = show;
      head.hidden = !show;
      for (const row of rows) row.cells[index + 1].hidden = !show;
    });
    const states = columns.filter(Boolean).length;
    shown.textContent = `${count} of ${rows.length} recommendations, ${states} of ${heads.length} States`;
    // More do not fit on a sheet of paper.
    table.parentElement.classList.toggle("wide", states > Number(table.dataset.widest));
    makeReachable();
  }

  // An entry is the code of one State, or the beginning of words in the names of some. Three capital
  // letters are always a code, so that NOR never finds North Macedonia.

  function statesOf(entry) {
    const code = codes.indexOf(entry.toUpperCase());
    if (code >= 0) return new Set([code]);
    if (/^[A-Z]{3}$/.test(entry)) return new Set();
    const wanted = words(entry);
    return new Set(names.flatMap((name, index) => (name.includes(wanted) ? [index] : [])));
  }

  function makeReachable() {
    if (current && isShown(current)) return;
    const row = rows.find((one) => !one.hidden);
    const index = columns.indexOf(true);
    setCurrent(row && index >= 0 ? row.cells[index + 1] : null);
  }

  const isShown = (cell) => !cell.hidden && !cell.parentElement.hidden;

  // One cell can be reached by Tab; from there the arrow keys lead to the others.

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
    const visible = rows.filter((row) => !row.hidden);
    const indices = columns.flatMap((show, index) => (show ? [index + 1] : []));
    const within = (list, item, by) =>
      list[Math.max(0, Math.min(list.length - 1, list.indexOf(item) + by))];
    const row = within(visible, cell.parentElement, down);
    setCurrent(row.cells[within(indices, cell.cellIndex, right)]);
    current.focus();
  }

  // What a State says

  function open(cell) {
    const row = cell.parentElement;
    const head = heads[cell.cellIndex - 1];
    const answers = JSON.parse(statements[cell.cellIndex - 1].textContent);
    const number = row.cells[0].firstElementChild.textContent;
    document.getElementById("detail-heading").textContent =
      `${head.textContent}, recommendation ${number}`;
    document.getElementById("detail-recommendation").textContent =
      row.cells[0].lastElementChild.textContent;
    const list = document.createElement("dl");
    for (const question of row.dataset.questions.split(" ")) {
      list.append(element("dt", questions[question]));
      for (const [label, text] of answers[question] ?? []) {
        list.append(element("dd", label ? `${label}: ${text}` : text));
      }
    }
    document.getElementById("detail-answers").replaceChildren(list);
    setCurrent(cell);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(choose));
  dialog.addEventListener("close", () => current && current.focus());
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell) open(cell);
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") open(cell);
    else if (steps[event.key]) move(cell, steps[event.key]);
    else return;
    event.preventDefault();
  });
  choose();
})();
