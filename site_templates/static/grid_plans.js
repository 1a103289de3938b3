// An answer grid leads with my plans: the rows of other plans are hidden until all are asked for, and the number of both
// is told. A box finds a plan by any word of its name. Needs called.js, dom.js, my_plans.js and, where it is, verdicts.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, button, link } = kb.dom;
  const { root } = document.body.dataset;
  const plain = (text) => text.toLowerCase().replace(/[^0-9a-z]+/g, " ").trim();
  const called = new Map(kb.names.scopes.map(({ id, name, payer }) => (
    [id, plain([payer, name, ...kb.called.scopes[id].flat()].join(" ")).split(" ")])));

  const national = new Set(kb.names.scopes.filter((one) => one.national).map(({ id }) => id)); // rules that MACs share

  function fits(plan, words) {
    return words.every((word) => (called.get(plan) || []).some((one) => one.startsWith(word)));
  }

  // Shows the rows that fit, of my plans or of all; gives how many of how many plans are shown.
  function show(table, typed) {
    const mine = kb.myPlans.shown();
    const words = plain(typed).split(" ").filter(Boolean);
    const rows = [...table.querySelectorAll("[data-plan]:not([data-moved])")];
    const payers = new Set([...(mine || [])].map((plan) => plan.split("/")[0]));
    const isMine = (plan) => mine.has(plan) || (national.has(plan) && payers.has(plan.split("/")[0]));
    for (const row of rows) {
      row.hidden = words.length ? !fits(row.dataset.plan, words) : mine !== null && !isMine(row.dataset.plan);
    }
    const isAsked = mine !== null || words.length > 0;
    for (const fold of table.querySelectorAll("details.silent")) {
      const left = [...fold.querySelectorAll("[data-plan]")].some((row) => !row.hidden);
      fold.hidden = !left;
      fold.open = isAsked && left;
    }
    for (const fold of table.querySelectorAll(".grid-silent")) fold.hidden = !fold.querySelector("details:not([hidden])");
    for (const body of table.tBodies) {
      body.hidden = ![...body.querySelectorAll("[data-plan]")].some((row) => !row.hidden);
    }
    table.dispatchEvent(new Event("kb-filtered"));
    return [rows.filter((row) => !row.hidden).length, rows.length];
  }

  function start(place) {
    const table = place.closest("section").querySelector("table.grid");
    const box = Object.assign(make("input", ""), { type: "search", placeholder: "Find a plan", autocomplete: "off" });
    box.setAttribute("aria-label", "Find a plan in the table");
    const told = make("span", "muted");
    told.setAttribute("role", "status");
    const act = make("span", "my-plans-act");
    place.append(box, " ", act, " ", told);
    const onPaper = make("p", "asked-on-paper");
    table.closest(".grid-frame").before(onPaper);

    function draw() {
      const [shown, all] = show(table, box.value);
      const chosen = kb.myPlans.list().length;
      const toggle = () => kb.myPlans.showAll(!kb.myPlans.isAll());
      act.replaceChildren(chosen
        ? button("as-link", kb.myPlans.isAll() ? "Show my plans" : "Show all plans", toggle)
        : link("", "Choose my plans", `${root}my-plans.html`));
      told.textContent = shown < all ? `${shown} of ${all} plans` : "";
      onPaper.textContent = `Only ${shown} of ${all} plans: ${box.value ? "those found by name" : "my plans"}.`;
      onPaper.hidden = shown === all;
    }

    box.addEventListener("input", draw);
    table.addEventListener("kb-redrawn", draw);
    kb.myPlans.follow(draw);
  }

  document.querySelectorAll("[data-grid-plans]").forEach(start);
})();
