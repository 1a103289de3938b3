// The postings that a reader asks for, by credential, place and level; those that are over by the reader's clock are
// hidden by clock.js, and counted by nothing here. Needs clock.js before it.
(function () {
  "use strict";

  const filters = document.querySelector("[data-jobs]");
  const choices = [...filters.querySelectorAll("select")];
  const told = document.querySelector("[data-told]");
  const { today } = window.kb.clock;
  const open = [...document.querySelectorAll("[data-postings] > li")].filter(({ dataset }) => dataset.from <= today && today <= dataset.until);

  const fits = ({ dataset }) => choices.every(({ value, dataset: { by } }) => !value || dataset[by].split("|").includes(value));

  function show() {
    open.forEach((posting) => { posting.hidden = !fits(posting); });
    const shown = open.filter(({ hidden }) => !hidden).length;
    told.textContent = open.length ? `${shown} of ${open.length} ${open.length === 1 ? "posting" : "postings"} shown.` : "";
  }

  filters.addEventListener("change", show);
  filters.hidden = !open.length;
  document.querySelector("[data-none]").hidden = open.length > 0;
  document.querySelector("[data-follow]").hidden = !open.length;
  show();
})();
