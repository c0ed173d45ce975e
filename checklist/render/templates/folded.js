"use strict";
// The folded sections of a page: their parts are made from data when they are opened. Only those
// that are open are printed.
const folded = (() => {
  const { texts, lists, sections: data } = JSON.parse(document.getElementById("folded-data").textContent);
  const sections = [...document.querySelectorAll("details.folded")];
  const text = (one) => (typeof one === "number" ? texts[one] : one);
  const list = (one) => (typeof one === "number" ? lists[one] : one).map(text);
  let isChosen = () => true;
  let state = "";

  // The pieces of a text that was changed, each with its sign before it.
  const KINDS = { "-": ["del", "gone: "], "+": ["ins", "new: "], ":": ["b", ""] };
  function pieceOf(written) {
    const words = written.slice(1);
    const [name, sign] = KINDS[written[0]] ?? [];
    if (!name) return words;
    const made = page.element(name, "");
    if (sign) made.append(page.element("span", sign, "unseen"));
    made.append(words);
    return made;
  }

  function itemsOf([label, ...items]) {
    const made = page.element("ul", "");
    for (const one of items) {
      const item = page.element("li", "");
      list(one).forEach((piece, place) => item.append(place ? " " : "", pieceOf(piece)));
      made.append(item);
    }
    const words = text(label);
    if (!words) return made;
    const details = page.element("details", "");
    details.append(page.element("summary", `${words}: ${items.length}`), made);
    return details;
  }

  function filtersOf(heading) {
    const named = list(heading).filter((one) => one.startsWith("@"));
    return Object.fromEntries(named.map((one) => one.slice(1).split("=", 2)));
  }

  function partOf([heading, ...blocks]) {
    const made = page.element("div", "", "asked");
    Object.assign(made.dataset, filtersOf(heading));
    const [words, ...remarks] = list(heading).filter((one) => !one.startsWith("@"));
    const question = page.element("div", "", "question");
    question.append(page.element("h3", words), ...remarks.map((one) => page.element("p", one, "text quiet")));
    const answer = page.element("div", "", "answer");
    for (const one of blocks) answer.append(Array.isArray(one) ? itemsOf(one) : page.element("p", text(one), "text"));
    made.append(question, answer);
    return made;
  }

  const chosenOf = (index) => data[index].filter(([heading]) => isChosen(filtersOf(heading)));

  function make(index) {
    const details = sections[index];
    if (!details.open || details.dataset.made === state) return;
    details.replaceChildren(details.firstElementChild, ...chosenOf(index).map(partOf));
    details.dataset.made = state;
  }

  sections.forEach((details, index) => details.addEventListener("toggle", () => make(index)));
  document.querySelector(".open-all").addEventListener("click", () => {
    for (const one of sections) one.open = true;
  });
  addEventListener("beforeprint", () => sections.forEach((_, index) => make(index)));

  // Shows only what is chosen, and returns how many parts of the shown sections that are, of all.
  function choose(predicate, values) {
    isChosen = predicate;
    state = JSON.stringify(values);
    let visible = 0;
    sections.forEach((details, index) => {
      if (details.closest("[hidden]")) return;
      make(index);
      visible += chosenOf(index).length;
    });
    return [visible, data.reduce((sum, one) => sum + one.length, 0)];
  }

  return { choose };
})();
