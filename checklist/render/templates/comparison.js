"use strict";
// The changes of many States: those of a State are made from data when they are opened. Only those
// that are open are printed.
(() => {
  const source = document.getElementById("changes-data");
  if (!source) return;
  const { asked, texts, changes, states, more, withheld } = JSON.parse(source.textContent);
  const sections = [...document.querySelectorAll("section[data-state]")];
  const folded = sections.map((one) => one.querySelector("details"));
  const grids = document.querySelectorAll("[data-theme]:not(.asked)");
  const form = document.querySelector(".filters");
  const shown = document.getElementById("shown");
  const text = (one) => (typeof one === "number" ? texts[one] : one);
  const total = states.reduce((sum, one) => sum + one.length, 0);
  let chosen = { theme: "", kind: "", state: "" };

  function pieceOf(written) {
    const name = { "-": "del", "+": "ins" }[written[0]];
    if (!name) return document.createTextNode(`${written.slice(1)} `);
    const made = page.element(name, "");
    made.append(page.element("span", name === "del" ? "gone: " : "new: ", "unseen"), written.slice(1));
    return made;
  }

  function changesOf(several) {
    const list = page.element("ul", "");
    for (const one of several) {
      const [label, ...pieces] = typeof one === "number" ? changes[one] : one;
      const item = page.element("li", "");
      if (text(label)) item.append(page.element("b", `${text(label)}:`), " ");
      for (const piece of pieces) item.append(pieceOf(text(piece)), " ");
      list.append(item);
    }
    return list;
  }

  function answerOf([, reason = "", first = [], notes = [], missing = []]) {
    const made = page.element("div", "", "answer");
    if (text(reason)) {
      made.append(page.element("p", text(reason), "quiet"));
      return made;
    }
    if (first.length) made.append(changesOf(first));
    if (missing.length) made.append(changesOf(missing.map((label) => [label, `=${withheld}`])));
    if (notes.length) {
      const details = page.element("details", "");
      details.append(page.element("summary", `Words and notes: ${notes.length}`), changesOf(notes));
      made.append(details);
    }
    return made;
  }

  function entryOf(question) {
    const [words, about, part] = asked[question[0]];
    const made = page.element("div", "", "asked");
    made.dataset.theme = part;
    const head = page.element("div", "", "question");
    head.append(page.element("h3", words), page.element("p", about, "quiet"));
    made.append(head, answerOf(question));
    return made;
  }

  // Which changes are chosen: of a part, and of answers or of words.
  function isChosen([place, , first = [], notes = []]) {
    const { theme, kind } = chosen;
    if (theme && asked[place][2] && asked[place][2] !== theme) return false;
    return !kind || (kind === "status" ? first : notes).length > 0;
  }

  function make(index) {
    const details = folded[index];
    const made = document.createDocumentFragment();
    for (const question of states[index]) if (isChosen(question)) made.append(entryOf(question));
    if (more[index]) made.append(page.element("p", more[index]));
    details.replaceChildren(details.firstElementChild, made);
    details.dataset.made = JSON.stringify(chosen);
  }

  const isMade = (index) => folded[index].dataset.made === JSON.stringify(chosen);
  const opened = (index) => { if (folded[index].open && !isMade(index)) make(index); };

  folded.forEach((details, index) => details.addEventListener("toggle", () => opened(index)));
  page.choices(form, ({ theme = "", kind = "", state = "" }) => {
    chosen = { theme, kind, state };
    page.show(grids, (one) => !theme || one.dataset.theme.split(" ").includes(theme));
    page.show(sections, (one) => !state || one.dataset.state === state);
    let visible = 0;
    sections.forEach((one, index) => {
      if (one.hidden) return;
      if (state) folded[index].open = true;
      opened(index);
      visible += states[index].filter(isChosen).length;
    });
    shown.textContent = `${visible} of ${total} questions`;
  });
  form.querySelector(".open-all").addEventListener("click", () => {
    for (const one of folded) one.open = true;
  });
  addEventListener("beforeprint", () => folded.forEach((_, index) => opened(index)));
})();
