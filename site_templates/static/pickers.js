// The way in by fields: a code, a plan, a question and a date of service, asked as a search would ask. Plans and codes are
// found by typing any of their words. Needs names.js and plan_field.js before it.
(function () {
  "use strict";

  const { names, planField } = window.kb;

  function start(form) {
    const { code, plan, question, date } = form.elements;
    const told = form.querySelector(".ask-told");
    code.value = form.dataset.ask;
    planField.suggest(form.querySelector("#ask-codes"), form.querySelector("#ask-plans"));
    question.append(...names.questions.map(({ title, label }) => new Option(label, title.toLowerCase())));

    function refuse(field, text) {
      told.textContent = text;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [held, chosen] = [planField.codeOf(code.value), planField.planOf(plan.value)];
      [code, plan].forEach((field) => field.removeAttribute("aria-invalid"));
      if (!held) return refuse(code, "This code is not in the library: choose one from the list, or search for it above.");
      if (!chosen) return refuse(plan, "Several plans or none match: type another word, or choose one from the list.");
      const words = [held.code, `scope:${chosen.id}`, question.value, date.value].filter(Boolean).join(" ");
      location.href = `${document.body.dataset.root}search.html#q=${encodeURIComponent(words)}`;
      return undefined;
    });
    form.hidden = false;
  }

  document.querySelectorAll("form[data-ask]").forEach(start);
})();
