// The lines of a timeline lead with my plans: those of other plans are hidden until all are asked for. Needs dom.js and
// my_plans.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, button, link } = kb.dom;
  const { root } = document.body.dataset;

  const national = new Set(kb.names.scopes.filter((one) => one.national).map(({ id }) => id)); // rules that MACs share

  function start(place) {
    const lines = [...document.querySelectorAll(".plan-lines [data-plan]")];
    const told = make("span", "muted");
    told.setAttribute("role", "status");
    const act = make("span", "");
    place.append(act, " ", told);

    function draw() {
      const mine = kb.myPlans.shown();
      const payers = new Set([...(mine || [])].map((plan) => plan.split("/")[0]));
      const isMine = (plan) => mine.has(plan) || (national.has(plan) && payers.has(plan.split("/")[0]));
      lines.forEach((line) => { line.hidden = mine !== null && !isMine(line.dataset.plan); });
      const toggle = () => kb.myPlans.showAll(!kb.myPlans.isAll());
      act.replaceChildren(kb.myPlans.list().length
        ? button("as-link", kb.myPlans.isAll() ? "Show my plans" : "Show all plans", toggle)
        : link("", "Choose my plans", `${root}my-plans.html`));
      const shown = lines.filter((line) => !line.hidden).length;
      told.textContent = shown < lines.length ? `${shown} of ${lines.length} answers that change` : "";
    }

    kb.myPlans.follow(draw);
  }

  document.querySelectorAll("[data-line-plans]").forEach(start);
})();
