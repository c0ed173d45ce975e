"use strict";
// The filters of a page without a table of States: by what its parts say of themselves, and by words.
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const names = [...form.elements].map((one) => one.name).filter((name) => name && name !== "words");
  const parts = document.querySelectorAll(names.map((name) => `[data-${name}]:not(.asked)`).join());
  const entries = [...document.querySelectorAll(".asked")];
  const texts = entries.map((one) => one.textContent.toLowerCase());
  const shown = document.getElementById("shown");
  const says = shown.textContent;
  page.choices(form, ({ words = "", ...chosen }) => {
    const wanted = words.trim().toLowerCase();
    // What has no values of a filter is shown with any.
    const isChosen = (values) => names.every((name) => !chosen[name] || values[name] === undefined || values[name].split(" ").includes(chosen[name]));
    page.show(parts, (one) => isChosen(one.dataset));
    if (chosen.state) for (const one of document.querySelectorAll("section[data-state]:not([hidden]) > details")) one.open = true;
    entries.forEach((one, index) => {
      one.hidden = !isChosen(one.dataset) || Boolean(wanted && !texts[index].includes(wanted));
    });
    let all = entries.length;
    let visible = entries.filter((one) => !one.closest("[hidden]")).length;
    if (typeof folded !== "undefined") [visible, all] = folded.choose(isChosen, chosen);
    shown.textContent = all ? says.replace("{visible}", visible).replace("{all}", all) : "";
  });
})();
