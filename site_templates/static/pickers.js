// The way in for whoever does not like to type: a code, a plan and a question from lists, asked as a search would ask.
// Needs names.js and dom.js before it.
(function () {
  "use strict";

  const { dom, names } = window.kb;

  function choice(form, name, options) {
    const select = form.elements[name];
    select.append(...options);
    return select;
  }

  // The scopes of each payer below its name.
  function plans() {
    const groups = new Map();
    for (const { id, name, payer } of names.scopes) {
      if (!groups.has(payer)) groups.set(payer, Object.assign(document.createElement("optgroup"), { label: payer }));
      groups.get(payer).append(new Option(dom.scopeName({ payer, name }), id));
    }
    return [...groups.values()];
  }

  function start(form) {
    const code = choice(form, "code", names.codes.map((one) => new Option(one.code, one.code)));
    code.value = form.dataset.ask;
    const plan = choice(form, "plan", plans());
    const question = choice(form, "question", names.questions.map(({ title }) => new Option(title, title.toLowerCase())));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = `${code.value} scope:${plan.value} ${question.value}`;
      location.href = `${document.body.dataset.root}search.html#q=${encodeURIComponent(words)}`;
    });
    form.hidden = false;
  }

  document.querySelectorAll("form[data-ask]").forEach(start);
})();
