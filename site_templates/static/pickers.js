// The way in by fields: a code, a plan, a question and a date of service, asked as a search would ask. Plans and codes are
// found by typing any of their words. Needs names.js and dom.js before it.
(function () {
  "use strict";

  const { dom, names } = window.kb;
  const plain = (text) => text.toLowerCase().replace(/[^0-9a-z]+/g, " ").trim();

  const plans = names.scopes.map(({ id, name, payer, aliases, states }) => (
    { id, shown: dom.scopeName({ payer, name }), called: [payer, name, ...aliases, ...states].map(plain).join(" ") }));

  // The plan that was chosen or typed: by its whole name, else the only one whose names hold every word.
  function planOf(typed) {
    const whole = plans.find(({ shown }) => plain(shown) === plain(typed));
    const words = plain(typed).split(" ");
    const near = plans.filter(({ called }) => words.every((word) => called.split(" ").some((one) => one.startsWith(word))));
    return whole || (near.length === 1 ? near[0] : null);
  }

  function codeOf(typed) {
    return names.codes.find(({ code }) => code.toLowerCase() === typed.trim().toLowerCase()) || null;
  }

  function start(form) {
    const { code, plan, question, date } = form.elements;
    const told = form.querySelector(".ask-told");
    code.value = form.dataset.ask;
    form.querySelector("#ask-codes").append(...names.codes.map((one) => new Option(one.title, one.code)));
    form.querySelector("#ask-plans").append(...plans.map(({ shown }) => new Option("", shown)));
    question.append(...names.questions.map(({ title, label }) => new Option(label, title.toLowerCase())));

    function refuse(field, text) {
      told.textContent = text;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [held, chosen] = [codeOf(code.value), planOf(plan.value)];
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
