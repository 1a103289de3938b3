// The filter of the changes pages: payer, code and direction, each with how many changes it would leave. What is
// chosen stands behind the # of the address. Without this script every change is shown. Where plans are
// chosen, their changes lead. Needs dom.js and my_plans.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button } = kb.dom;
  const EVERY = "*";
  const KEYS = ["mine", "payer", "code", "direction", "source", "quarter", "since"];
  const SEEN = "payer-policy-library.changes-seen";
  const COLUMNS = ["recorded", "about", "payer", "payer_title", "kind", "direction", "gist", "effective", "hcpcs_codes",
    "answers_that_moved", "facts", "sections_changed", "commit", "subject", "link"];
  const TITLES = { mine: "Plans", payer: "Payer", code: "Code", direction: "Direction", source: "Changed by", quarter: "Effective in", since: "Recorded" };
  const lastVisit = visited();

  // "2026-04-15" as "2026-Q2"; empty without a date.
  function quarterOf(iso) {
    return iso ? `${iso.slice(0, 4)}-Q${Math.ceil(Number(iso.slice(5, 7)) / 3)}` : "";
  }

  // The day of the visit before this one, where the browser keeps it; today is then kept for the next.
  function visited() {
    try {
      const before = window.sessionStorage.getItem(SEEN) ?? window.localStorage.getItem(SEEN) ?? "";
      window.sessionStorage.setItem(SEEN, before);
      window.localStorage.setItem(SEEN, kb.dom.today());
      return before;
    } catch {
      return "";
    }
  }

  function start(form) {
    const rows = [...document.querySelectorAll("[data-change]")].map((element) => ({
      element,
      mine: element.dataset.plan,
      payer: element.dataset.payer,
      code: element.dataset.codes.split(" ").filter(Boolean),
      direction: element.dataset.direction,
      source: element.dataset.source,
      quarter: quarterOf(element.dataset.effective),
      since: lastVisit && element.closest("[data-commit]").dataset.recorded >= lastVisit ? "visit" : "",
    }));
    const quarters = [...new Set(rows.map(({ quarter }) => quarter).filter(Boolean))].sort().reverse();
    const values = {
      mine: [],
      payer: form.dataset.payers.split("|").map((pair) => pair.split("=")),
      code: form.dataset.codes.split(" ").map((code) => [code, code]),
      direction: form.dataset.directions.split("|").map((name) => [name, kb.dom.label(name)]),
      source: [["payer", "payers"], ["library", "library edits"]],
      quarter: quarters.map((quarter) => [quarter, quarter.replace("-", " ")]),
      since: lastVisit ? [["visit", `since my last visit, ${kb.dom.day(lastVisit)}`]] : [],
    };
    const selects = Object.fromEntries(KEYS.map((key) => [key, make("select", "")]));
    const draw = () => {
      const mine = kb.myPlans.list();
      values.mine = mine.length ? [["mine", "My plans"]] : [];
      selects.mine.parentElement?.toggleAttribute("hidden", !mine.length);
      show(rows, values, selects, read(values));
      followed(mine);
    };
    form.append(...KEYS.map((key) => make("label", "", make("span", "", TITLES[key]), selects[key])));
    form.append(button("quiet", "Show all", () => {
      kb.myPlans.showAll(true);
      write({}, draw);
    }));
    const status = document.querySelector("[data-change-status]");
    status.after(nothing(), button("quiet change-save", "Download these changes (CSV)", () => save(rows, values)));
    selects.mine.addEventListener("change", () => kb.myPlans.showAll(!selects.mine.value));
    KEYS.forEach((key) => selects[key].addEventListener("change", () => write(chosen(selects), draw)));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", draw);
    form.hidden = false;
    kb.myPlans.follow(draw);
  }

  // Whether a change concerns my plans: one of them, the page of one of their payers, or what belongs to no plan.
  function isMine({ mine, payer }) {
    const plans = kb.myPlans.list();
    return mine ? plans.includes(mine) : !payer || plans.some((plan) => plan.startsWith(`${payer}/`));
  }

  // Where the changes of my plans are followed: the feeds of their payers.
  function followed(plans) {
    const place = document.querySelector("[data-my-feeds]");
    const payers = kb.names.payers.filter(({ id }) => plans.some((plan) => plan.startsWith(`${id}/`)));
    const links = payers.flatMap(({ id, title }) => [", ", kb.dom.link("", title, `${document.body.dataset.root}feeds/${id}.xml`)]);
    place.replaceChildren("Feeds of my plans: ", ...links.slice(1));
    place.hidden = !payers.length;
    for (const row of document.querySelectorAll("tr[data-plan]")) row.hidden = kb.myPlans.shown() !== null && !plans.includes(row.dataset.plan);
  }

  // What the address asks for; a value that is none of the lists is passed over.
  function read(values) {
    const given = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    return Object.fromEntries(KEYS.map((key) => {
      const wanted = given.get(key) || (key === "mine" && kb.myPlans.shown() ? "mine" : "");
      return [key, values[key].some(([value]) => value === wanted) ? wanted : ""];
    }));
  }

  function chosen(selects) {
    return Object.fromEntries(KEYS.map((key) => [key, selects[key].value]));
  }

  function write(state, draw) {
    const shared = new URLSearchParams(location.hash.slice(1)).get("plans");
    const chosenKeys = KEYS.filter((key) => key !== "mine" && state[key]);
    const kept = [...(shared ? [["plans", shared]] : []), ...chosenKeys.map((key) => [key, state[key]])];
    const hash = new URLSearchParams(kept).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
    draw();
  }

  function show(rows, values, selects, state) {
    rows.forEach((row) => { row.element.hidden = !KEYS.every((key) => holds(row, key, state[key])); });
    KEYS.forEach((key) => fill(rows, values, selects, state, key));
    groups();
    const asked = KEYS.some((key) => state[key]);
    document.querySelectorAll(".change-rest").forEach((folded) => { folded.open = asked || Boolean(folded.querySelector(":target")); });
    const shown = rows.filter((row) => !row.element.hidden).length;
    const status = document.querySelector("[data-change-status]");
    const { parentElement: told } = status;
    told.querySelector(".change-none").hidden = shown > 0;
    told.querySelector("button.change-save").disabled = !shown;
    status.hidden = false;
    status.textContent = `${shown} of ${rows.length} changes on this page are shown.`;
  }

  function nothing() {
    return make("p", "callout change-none", "No change on this page fits all that is chosen. Choose “All” in one "
      + "of the boxes, or press “Show all”.");
  }

  // The changes in view as a sheet.
  function save(rows, { payer }) {
    const names = new Map(payer);
    const shown = rows.filter(({ element }) => !element.hidden);
    const [month = ""] = /[0-9-]+(?=\.html$)/.exec(location.pathname) || [];
    const lines = shown.map((row) => lineOf(row, names));
    kb.sheet.save(month ? `changes-${month}.csv` : "changes.csv", COLUMNS, lines);
  }

  function lineOf({ element, payer, code, direction }, names) {
    const parts = (name) => [...element.querySelectorAll(`[data-sheet=${name}]`)].map((part) => {
      const seen = part.cloneNode(true);
      for (const other of seen.querySelectorAll("[data-from][hidden], [data-until][hidden]")) other.remove();
      return seen.textContent;
    });
    const told = (name) => parts(name).join("; ");
    const { commit, subject, recorded } = element.closest("[data-commit]").dataset;
    const { kind, effective, address } = element.dataset;
    const codes = code.includes(EVERY) ? "every code" : code.length ? kb.sheet.codeAsText(code.join("; ")) : "";
    const link = kb.sheet.whole(address, document.body.dataset.root);
    return [recorded, told("about"), payer, names.get(payer) || payer, kind, direction, told("gist"), effective, codes,
      told("answers"), told("facts"), told("text"), `commit ${commit}`, subject, link];
  }

  function holds(row, key, wanted) {
    if (!wanted) return true;
    if (key === "mine") return isMine(row);
    return key === "code" ? row.code.includes(wanted) || row.code.includes(EVERY) : row[key] === wanted;
  }

  // Each option with the number it would leave, given what the other boxes say.
  function fill(rows, values, selects, state, key) {
    const others = KEYS.filter((other) => other !== key);
    const left = rows.filter((row) => others.every((other) => holds(row, other, state[other])));
    const options = values[key].map(([value, title]) => {
      const number = left.filter((row) => holds(row, key, value)).length;
      return option(value, `${title} (${number})`, !number && value !== state[key]);
    });
    selects[key].replaceChildren(option("", `All (${left.length})`, false), ...options);
    selects[key].value = state[key];
  }

  function option(value, text, disabled) {
    const made = make("option", "", text);
    made.value = value;
    made.disabled = disabled;
    return made;
  }

  // A commit or a day of which nothing is left is hidden with its heading.
  function groups() {
    document.querySelectorAll(".change-added, [data-change-group]").forEach((group) => {
      const held = [...group.querySelectorAll("[data-change]")];
      group.hidden = held.length > 0 && held.every((one) => one.hidden);
    });
  }

  const form = document.querySelector("[data-change-filter]");
  if (form) start(form);
})();
