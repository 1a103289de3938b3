// The box "is CODE paid beside it?" on the page of a code and on the page of any code: the answer of each table of pairs,
// with its file and edition. What is typed stays on this device. Needs dom.js and facts.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make } = kb.dom;

  async function answers(data, one, other) {
    const lines = (await kb.facts.beside(data, one, other)).map(({ state, told, source }) => make("li", "",
      make("p", `beside-${state.replaceAll(" ", "-")}`, told),
      make("p", "page-meta", source ? source.label : "no such table is imported")));
    return make("ul", "beside", ...lines);
  }

  async function answer(code, typed, place) {
    const data = await kb.facts.index();
    const other = kb.facts.read(typed, data);
    if (!other) {
      place.replaceChildren(make("p", "", "Type one CPT or HCPCS code, such as 12001."));
      return;
    }
    place.replaceChildren(await answers(data, await kb.facts.of(code), await kb.facts.of(other)));
  }

  function start(form) {
    const place = form.querySelector("[data-beside-told]");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const typed = form.querySelector("input").value;
      answer(form.dataset.beside, typed, place).catch((fault) => place.replaceChildren(make("p", "", fault.message)));
    });
  }

  document.querySelectorAll("[data-beside]").forEach(start);
  kb.factsBox = { answers, start };
})();
