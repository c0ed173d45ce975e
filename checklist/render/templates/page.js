"use strict";
// What every page has: its state in its address, tables as CSV, and what is folded open on paper.
const page = (() => {
  // "#states&theme=training&state=...": a place on the page, then what is chosen on it.

  function read() {
    const [place, ...chosen] = location.hash.slice(1).split("&");
    if (place.includes("=")) return { place: "", chosen: new URLSearchParams(location.hash.slice(1)) };
    return { place, chosen: new URLSearchParams(chosen.join("&")) };
  }

  function write(values) {
    const { place } = read();
    const chosen = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    const hash = [place, chosen.toString()].filter(Boolean).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  // Fills the fields of a form from the address, and calls `choose` with their values; later, when
  // they change, too. A link to a place on the page keeps what is chosen.

  function choices(form, choose) {
    const values = () => Object.fromEntries(new FormData(form));
    const changed = () => { write(values()); choose(values()); };
    function fill() {
      const { place, chosen } = read();
      for (const field of form.elements) {
        if (field.name && chosen.has(field.name)) field.value = chosen.get(field.name);
      }
      changed();
      const target = document.getElementById(place);
      if (target) {
        for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
        target.scrollIntoView();
      }
    }
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    addEventListener("hashchange", fill);
    form.hidden = false;
    fill();
    return { set: (name, value) => { form.elements[name].value = value; changed(); } };
  }

  const show = (elements, isShown) => {
    for (const one of elements) one.hidden = !isShown(one);
  };

  // CSV

  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  // A head can be a number that stands for words.
  const wholeWords = (cell) => cell.querySelector("abbr")?.title ?? words(cell);
  // A spreadsheet runs what begins as a formula.
  const guarded = (text) => (/^\s*[=+\-@＝＋－＠']/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text);
  const line = (cells) => cells.map((text) => `"${guarded(text).replaceAll('"', '""')}"`).join(",");

  function plainRows(table) {
    return [...table.rows].map((row) => [...row.cells].flatMap((cell) => [wholeWords(cell), ...Array(cell.colSpan - 1).fill("")]));
  }

  // A line for each count, with the group of rows to which it belongs.
  function countRows(table) {
    const lines = [[table.tHead.rows[0].cells[0].textContent, "Row", "Answer", "Count", "Answered", "In all"]];
    for (const body of table.tBodies) {
      const head = body.querySelector(".group th");
      for (const row of body.rows) {
        const [name, answers, answered, all] = row.cells;
        if (!answers) continue;
        for (const count of answers.querySelectorAll(".count")) {
          const number = words(count.lastElementChild);
          const label = words(count).slice(0, -number.length).trim();
          lines.push([head ? words(head) : words(name), head ? words(name) : "", label, number, words(answered), words(all)]);
        }
      }
    }
    return lines;
  }

  function save(table) {
    const rows = table.matches(".counts") ? countRows(table) : plainRows(table);
    const text = `\ufeff${rows.map(line).join("\r\n")}\r\n`;
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    const name = (table.id || words(table.caption)).replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60);
    const link = element("a", "");
    link.href = url;
    link.download = `${name}.csv`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function offerCsv(tables) {
    for (const table of tables) {
      if (!table.caption) continue;
      const button = element("button", "CSV", "as-csv screen-only");
      button.type = "button";
      button.setAttribute("aria-label", `Save as CSV: ${words(table.caption)}`);
      button.addEventListener("click", () => save(table));
      const frame = table.closest(".scroll");
      if (frame.closest(".grids")) frame.prepend(button);
      else frame.before(button);
    }
  }
  offerCsv(document.querySelectorAll("main table:not(.answer table)"));

  // A long table that few readers need is only data until it is opened.

  function linesOf(cell, lines) {
    cell.className = "text lines";
    lines.forEach((line, place) => {
      const made = /^https?:\/\//.test(line) ? element("a", line) : line;
      if (made !== line) Object.assign(made, { href: line, rel: "noreferrer noopener" });
      cell.append(place ? "\n" : "", made);
    });
  }

  function tableOf({ caption, head, texts, rows }) {
    const table = element("table", "");
    table.createCaption().textContent = caption;
    const names = table.createTHead().insertRow();
    for (const name of head) names.append(Object.assign(element("th", name), { scope: "col" }));
    const body = table.createTBody();
    for (const [first, ...others] of rows) {
      const row = body.insertRow();
      const text = (cell) => cell.map((one) => (typeof one === "number" ? texts[one] : one));
      row.append(Object.assign(element("th", text(first).join(" ")), { scope: "row" }));
      for (const cell of others) linesOf(row.insertCell(), text(cell));
    }
    const frame = element("div", "", "scroll");
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", caption);
    frame.append(table);
    return frame;
  }

  for (const details of document.querySelectorAll("details.later")) {
    details.addEventListener("toggle", () => {
      details.append(tableOf(JSON.parse(details.querySelector("script").textContent)));
      offerCsv(details.querySelectorAll("table"));
    }, { once: true });
  }

  // Some browsers print what is folded only when it is open.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open], .annex)")) {
      one.open = true;
      one.dataset.folded = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-folded]")) {
      one.open = false;
      delete one.dataset.folded;
    }
  });

  return { choices, show, element, words };
})();
