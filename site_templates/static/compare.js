// Compare plans: what each of up to six says to every question on a code, or what one says on several days, and whether
// they agree. What is not known is not compared. The choice stands behind the # of the address. Needs names.js, dom.js,
// plan_field.js, dated_answers.js and card.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link, answer, chip, day, scopeName } = kb.dom;
  const root = document.body.dataset.root;
  const form = document.querySelector("[data-compare]");
  const place = document.getElementById(form.dataset.compare);
  const NAMES = ["one", "other", "third", "fourth", "fifth", "sixth"];
  const [code, dates] = ["code", "dates"].map((name) => document.getElementById(name));
  const choices = NAMES.map((name) => document.getElementById(name));
  const STATES = {
    same: "Same",
    apart: "They differ",
    words: "In text: read them",
    half: "Not compared: known for one alone",
    unknown: "Not compared: unknown",
  };
  const pairs = [...place.childNodes]; // what to begin with, while nothing is chosen
  const more = button("quiet", "Add a plan", () => {
    const next = choices.find((choice) => choice.closest("label").hidden);
    next.closest("label").hidden = false;
    next.focus();
    more.disabled = choices.every((choice) => !choice.closest("label").hidden);
  });
  let latest = 0;

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    dates.value = given.get("dates") || "";
    code.value = kb.planField.codeOf(given.get("code") || "")?.code || code.value;
    for (const choice of choices) {
      choice.value = kb.planField.shownOf(given.get(choice.id) || "");
      if (choice.value) choice.closest("label").hidden = false;
    }
    show();
  }

  // The id of the plan in a box; empty where none, or no single one, is typed.
  function idOf({ value }) {
    return kb.planField.planOf(value)?.id || "";
  }

  // Marks a box whose words name no plan or several.
  function mark(choice, isWrong) {
    if (isWrong) choice.setAttribute("aria-invalid", "true");
    else choice.removeAttribute("aria-invalid");
    return isWrong;
  }

  function chosen() {
    const ids = choices.map((choice) => [choice.id, idOf(choice)]);
    const kept = [["code", code.value], ...ids.filter(([, id], at) => at < 2 || id), ["dates", dates.value]];
    history.replaceState(null, "", `#${new URLSearchParams(kept.filter(([id, value]) => value || id !== "dates"))}`);
    show();
  }

  // The days typed, 3/1/2026 or 2026-03-01, as ISO; null where one of them is none.
  function daysTyped() {
    const parts = dates.value.split(/[,;]|\s+/).filter(Boolean).slice(0, NAMES.length);
    const days = parts.map((part) => {
      const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(part);
      const iso = us ? `${us[3]}-${us[1].padStart(2, "0")}-${us[2].padStart(2, "0")}` : part;
      const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : NaN;
      return !Number.isNaN(Number(time)) && time.toISOString().startsWith(iso) ? iso : "";
    });
    return days.includes("") ? null : days;
  }

  // What is compared: plans of one day, or one plan on several days.
  function columnsOf(days) {
    const plans = choices.map(idOf).filter(Boolean);
    if (plans.length === 1 && days.length > 1) return days.map((date) => ({ scope: plans[0], date }));
    return plans.length > 1 ? plans.map((scope) => ({ scope, date: days[0] || "" })) : [];
  }

  async function show() {
    latest += 1;
    const mine = latest;
    const days = daysTyped();
    if (!days) {
      place.replaceChildren(make("p", "callout callout-warn", "A date could not be read: write it like 3/1/2026, several with commas."));
      return;
    }
    const columns = columnsOf(days);
    const wrong = [mark(code, !kb.planField.codeOf(code.value)), ...choices.map((one) => mark(one, one.value && !idOf(one)))];
    if (wrong.some(Boolean)) {
      place.replaceChildren(make("p", "callout callout-warn", wrong[0] ? "This code is not in the library: choose one from the list."
        : "Several plans or none match: type another word, or choose one from the list."));
      return;
    }
    if (!columns.length) {
      place.replaceChildren(...pairs);
      return;
    }
    try {
      const held = await Promise.all(columns.map(({ scope, date }) => answersOf(scope, date)));
      if (mine === latest) fill(held);
    } catch {
      const page = link("", `the page of ${code.value}`, `${root}codes/${code.value.toLowerCase()}.html`);
      if (mine === latest) place.replaceChildren(make("p", "callout", "The answers could not be loaded; see ", page, "."));
    }
  }

  async function answersOf(scope, date) {
    const rows = await kb.card.answersOf({ code: kb.planField.codeOf(code.value).code, scopes: [scope] }, root, date || undefined);
    const mine = rows.filter((row) => row.scope === scope);
    const name = date ? `${scopeName(mine[0])}, ${day(date)}` : scopeName(mine[0]);
    return { name, answers: new Map(mine.map((row) => [row.question, row])) };
  }

  function fill(columns) {
    const rows = kb.names.questions.map((question) => [question, columns.map(({ answers }) => answers.get(question.key))]);
    const wasInside = place.contains(document.activeElement);
    const status = make("p", "compare-status", summary(rows));
    status.setAttribute("role", "status");
    status.tabIndex = -1;
    place.replaceChildren(status, table(rows, columns.map(({ name }) => name)));
    if (wasInside) status.focus(); // the link that was pressed is gone
  }

  function stateOf(found) {
    const known = found.filter(({ value }) => value !== kb.names.unknown && !value.startsWith("sources conflict"));
    if (known.length < 2) return known.length ? "half" : "unknown";
    if (known.every(({ value }) => value === known[0].value)) return "same";
    return known.some(({ tone }) => tone === "neutral") ? "words" : "apart";
  }

  // Which questions differ, in words.
  function summary(rows) {
    const of = (state) => rows.filter(([, found]) => stateOf(found) === state).map(([question]) => question.label.toLowerCase());
    const told = [["Differ", "apart"], ["Same", "same"], ["Answered in text, read them", "words"], ["Not compared", "half"], ["Unknown for all", "unknown"]]
      .map(([title, state]) => [title, of(state)]).filter(([, names]) => names.length).map(([title, names]) => `${title}: ${names.join(", ")}.`);
    return `${code.value}. ${told.join(" ")}`;
  }

  function table(rows, names) {
    const heads = ["Question", ...names, "Compared"].map((text) => head("col", text));
    const made = make("table", `facts compare compare-${names.length}`, make("thead", "", make("tr", "", ...heads)),
      make("tbody", "", ...rows.map((found) => row(found, names))));
    made.setAttribute("aria-label", `${code.value} for the plans chosen, question by question`);
    return made;
  }

  function head(scope, text) {
    const made = make("th", "", text);
    made.scope = scope;
    return made;
  }

  function row([question, found], names) {
    const state = stateOf(found);
    const compared = make("td", `compare-${state}`, STATES[state]);
    compared.dataset.column = "Compared";
    return make("tr", "", head("row", question.label), ...found.map((one, at) => cell(one, names[at])), compared);
  }

  function cell(found, name) {
    const said = link("", "", root + found.url);
    const isKnown = found.value !== kb.names.unknown;
    said.append(isKnown ? answer(found.value, found.tone) : make("span", "answer compare-none", "? unknown"));
    const marks = found.marks.length ? make("span", "card-chips", ...found.marks.map(chip)) : "";
    const by = make("span", "muted", isKnown ? ` ${found.by} ` : `· ${found.by} `);
    const why = make("details", "muted", make("summary", "", "Why"),
      make("p", "", found.why));
    const made = make("td", "", make("div", "", make("p", "", said, " ", by, marks), kb.card.criteria(found, root), why));
    made.dataset.column = name;
    return made;
  }

  kb.planField.suggest(form.querySelector("#compare-codes"), form.querySelector("#compare-plans"));
  form.querySelector("[data-more]").append(more);
  form.hidden = false;
  form.addEventListener("change", chosen);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", read);
  read();
})();
