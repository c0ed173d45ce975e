"use strict";
// The filters of a page without a table of States: by theme or part, and by words.
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const parts = document.querySelectorAll("[data-theme]");
  const entries = [...document.querySelectorAll(".asked")];
  const texts = entries.map((one) => one.textContent.toLowerCase());
  const shown = document.getElementById("shown");
  page.choices(form, ({ theme, words = "", kind = "" }) => {
    const wanted = words.trim().toLowerCase();
    page.show(parts, (one) => !theme || one.dataset.theme.split(" ").includes(theme));
    entries.forEach((one, index) => {
      const isKind = !kind || one.dataset.kinds.split(" ").includes(kind);
      one.hidden = !isKind || Boolean(wanted && !texts[index].includes(wanted));
    });
    const visible = entries.filter((one) => one.checkVisibility()).length;
    shown.textContent = entries.length ? `${visible} of ${entries.length} questions` : "";
  });
})();
