"use strict";
// The filters of a page without a table of States: by theme or part, and by words.
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const parts = document.querySelectorAll("[data-theme]:not(.asked)");
  const states = document.querySelectorAll("section[data-state]");
  const entries = [...document.querySelectorAll(".asked")];
  const texts = entries.map((one) => one.textContent.toLowerCase());
  const shown = document.getElementById("shown");
  page.choices(form, ({ theme, words = "", kind = "", state = "" }) => {
    const wanted = words.trim().toLowerCase();
    page.show(parts, (one) => !theme || one.dataset.theme.split(" ").includes(theme));
    page.show(states, (one) => !state || one.dataset.state === state);
    if (state) for (const one of document.querySelectorAll("section[data-state]:not([hidden]) > details")) one.open = true;
    entries.forEach((one, index) => {
      const isKind = !kind || one.dataset.kinds.split(" ").includes(kind);
      const isPart = !theme || !one.dataset.theme || one.dataset.theme === theme;
      one.hidden = !isKind || !isPart || Boolean(wanted && !texts[index].includes(wanted));
    });
    const visible = entries.filter((one) => !one.closest("[hidden]")).length;
    shown.textContent = entries.length ? `${visible} of ${entries.length} questions` : "";
  });
})();
