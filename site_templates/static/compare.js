// Two scopes side by side: what each says to every question on a code, and whether they agree. What is not known is
// not compared. The choice stands behind the # of the address. Needs names.js, dom.js and card.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, answer, chip, scopeName } = kb.dom;
  const root = document.body.dataset.root;
  const form = document.querySelector("[data-compare]");
  const place = document.getElementById(form.dataset.compare);
  const [code, one, other] = ["code", "one", "other"].map((name) => document.getElementById(name));
  const STATES = {
    same: "Both say the same",
    apart: "They differ",
    words: "Said in words: read both",
    half: "Not compared: known for one alone",
    unknown: "Not compared: known for neither",
  };
  const pairs = [...place.childNodes]; // what to begin with, while nothing is chosen
  let latest = 0;

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const choice of [code, one, other]) {
      const wanted = given.get(choice.id) ?? (choice === code ? code.value : "");
      if ([...choice.options].some(({ value }) => value === wanted)) choice.value = wanted;
    }
    show();
  }

  function chosen() {
    const told = new URLSearchParams([code, one, other].map(({ id, value }) => [id, value]));
    history.replaceState(null, "", `#${told}`);
    show();
  }

  async function show() {
    latest += 1;
    const mine = latest;
    if (!one.value || !other.value) {
      place.replaceChildren(...pairs);
      return;
    }
    try {
      const rows = await kb.card.answersOf({ code: code.value, scopes: [one.value, other.value] }, root);
      if (mine === latest) fill(rows);
    } catch {
      const page = link("", `the page of ${code.value}`, `${root}codes/${code.value.toLowerCase()}.html`);
      if (mine === latest) place.replaceChildren(make("p", "callout", "The answers could not be loaded; see ", page, "."));
    }
  }

  function fill(answers) {
    const answersOf = (scope) => new Map(answers.filter((row) => row.scope === scope).map((row) => [row.question, row]));
    const [mine, theirs] = [answersOf(one.value), answersOf(other.value)];
    const rows = kb.names.questions.map((question) => [question, mine.get(question.key), theirs.get(question.key)]);
    const wasInside = place.contains(document.activeElement);
    const status = make("p", "compare-status", summary(rows));
    status.setAttribute("role", "status");
    status.tabIndex = -1;
    place.replaceChildren(status, table(rows));
    if (wasInside) status.focus(); // the link that was pressed is gone
  }

  function stateOf(mine, theirs) {
    const isKnown = ({ value }) => value !== kb.names.unknown && !value.startsWith("sources conflict");
    if (!isKnown(mine) || !isKnown(theirs)) return isKnown(mine) || isKnown(theirs) ? "half" : "unknown";
    if (mine.value === theirs.value) return "same";
    return mine.tone === "neutral" || theirs.tone === "neutral" ? "words" : "apart";
  }

  function summary(rows) {
    const states = rows.map(([, mine, theirs]) => stateOf(mine, theirs));
    const many = (state) => states.filter((found) => found === state).length;
    const told = `${many("apart")} differ, ${many("same")} the same, ${many("words")} said in words`;
    return `${code.value}: ${told}, ${many("half")} known for one alone, ${many("unknown")} for neither.`;
  }

  function table(rows) {
    const [, mine, theirs] = rows[0];
    const heads = ["Question", scopeName(mine), scopeName(theirs), "Compared"].map((text) => head("col", text));
    const made = make("table", "facts compare", make("thead", "", make("tr", "", ...heads)),
      make("tbody", "", ...rows.map(row)));
    made.setAttribute("aria-label", `${code.value} for two scopes, question by question`);
    return made;
  }

  function head(scope, text) {
    const made = make("th", "", text);
    made.scope = scope;
    return made;
  }

  function row([question, mine, theirs]) {
    const state = stateOf(mine, theirs);
    const compared = make("td", `compare-${state}`, STATES[state]);
    compared.dataset.column = "Compared";
    return make("tr", "", head("row", question.title), cell(mine), cell(theirs), compared);
  }

  function cell(found) {
    const said = link("", "", root + found.url);
    said.append(answer(found.value, found.tone));
    const marks = found.marks.length ? make("span", "card-chips", ...found.marks.map(chip)) : "";
    const by = found.reason ? "" : make("span", "muted", kb.names.reachWords[found.reach] || "", " ");
    const why = make("details", "muted", make("summary", "", found.reason ? `Why: ${found.reason}` : "Why"),
      make("p", "", found.why));
    const made = make("td", "", make("div", "", make("p", "", said, " ", by, marks), why));
    made.dataset.column = scopeName(found);
    return made;
  }

  form.hidden = false;
  form.addEventListener("change", chosen);
  window.addEventListener("hashchange", read);
  read();
})();
