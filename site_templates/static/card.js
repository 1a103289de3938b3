// The answer card above the hits: what each scope named says to the question, who says so, and how sure it is. The
// answers come as scripts, each of some plans and codes, loaded when a card first asks for one. Needs names.js, dom.js,
// answer_pieces.js and unknown_answers.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, label, day, scopeName, named } = kb.dom;
  const MOST = 4;
  const UNNAMED = {
    category: "This payer does not list the code in what could be read, but it has a rule for the whole category of codes. ",
    range: "This payer does not list the code itself in what could be read, but a range of codes includes it. ",
    inherited: "This payer does not list the code in what could be read, but it lists the primary code. ",
  };

  // The fields of an answer in a script, in the order of kb/pages/answer_card.py.
  const FIELDS = ["value", "tone", "by", "reason", "why", "entry", "board", "reach", "effective", "standing", "confidence",
    "source", "marks", "note", "warning", "criteria"];

  // What stands for the code where a query names none, as in kb/pages/answer_card.py.
  const ALL_CODES = "all-codes";
  const COVERAGE = "coverage";
  const GENERAL = "Plan-wide rules, where a plan has one. A rule for one code or its category takes precedence: add "
    + "the code to see.";

  const received = new Map();

  // Called by each of the scripts in static/answers/, with its name.
  kb.answers = (name, packed) => received.set(name, packed);

  // A row for every question that a script has on a code.
  function rowsOf(scope, code, { codes, questions, plans, sets, answers, values }) {
    const { payer, name } = kb.names.scopes.find(({ id }) => id === scope);
    return sets[plans[scope][codes.indexOf(code)]].map((place, number) => {
      const answer = Object.fromEntries(FIELDS.map((field, at) => [field, values[answers[place][at] || 0]]));
      const { key, slug } = kb.names.questions[questions[number]];
      const [folder, plan] = scope.split("/");
      const url = answer.entry ? `${answer.entry}.html#${slug}` : `${folder}/payer.html#scope-${plan}`;
      const why = named(answer.why, code);
      return { ...answer, why, scope, name, payer, question: key, marks: answer.marks || [], criteria: answer.criteria || [], url };
    });
  }

  // The answers on a code, or on all, of the scopes asked for, in the order of lists; of a day, or of today. Where one
  // question is asked, at least those to it; and beside an unknown one those on coverage.
  async function answersOf({ code, scopes, question = "" }, root, date = kb.clock.isShifted ? kb.clock.today : "") {
    const asked = { code: code || ALL_CODES, scopes: kb.names.scopes.map(({ id }) => id).filter((id) => scopes.includes(id)) };
    const rows = await rowsTo(question ? [question] : kb.names.questions.map(({ key }) => key), asked, root, date);
    const isOpen = rows.some((row) => row.question === question && !isKnown(row));
    if (!isOpen || rows.some((row) => row.question === COVERAGE)) return rows;
    return [...rows, ...(await rowsTo([COVERAGE], asked, root, date))];
  }

  async function rowsTo(questions, asked, root, date) {
    const { code, scopes } = asked;
    const found = await kb.answerPieces.load("answers", { ...asked, questions }, { root, what: "the answers", received });
    const rows = scopes.flatMap((scope) => found.get(scope).flatMap((piece) => rowsOf(scope, code, piece)));
    return date ? (await kb.dom.later("datedAnswers", "dated_answers", root)).onDay(rows, code, date, root) : rows;
  }

  // The card for what is asked: a code, scopes and a question; null where no code is named and no rule holds for all.
  // `shown` names a class of codes; `asOf` ends the heading where the answer is of another day.
  function card({ code, shown = code, scopes, question }, rows, root, asOf = "") {
    const held = rows.filter((row) => row.question === question && scopes.includes(row.scope));
    if (!code && !held.some(isKnown)) return null;
    const title = kb.names.questions.find(({ key }) => key === question).label;
    const heading = code ? `${shown}, ${title.toLowerCase()}${asOf}` : `${title}, for all codes${asOf}`;
    const lists = byPayer(held).map((group) => payerRows(group, { code: shown, rows, root }));
    return section(heading, code ? "" : make("p", "card-note", GENERAL), ...lists);
  }

  // A code and a plan without a question: every answer in a line, the name of the question leading to its section.
  function brief({ code, shown = code, scopes }, rows, root, asOf = "") {
    const lists = scopes.flatMap((scope) => {
      const held = rows.filter((row) => row.scope === scope);
      if (!held.length) return [];
      return [make("p", "card-scope", scopeName(held[0])), make("ul", "card-brief", ...held.map((row) => line(row, root)))];
    });
    return section(`${shown}, every question${asOf}`, ...lists);
  }

  // The card itself: a section that goes by its heading.
  function section(text, ...parts) {
    const heading = make("h2", "card-heading", text);
    heading.id = `answers-${text.toLowerCase().replace(/[^0-9a-z]+/g, "-")}`;
    const made = make("section", "answer-card", heading, ...parts);
    made.setAttribute("aria-labelledby", heading.id);
    return made;
  }

  function line(row, root) {
    const title = kb.names.questions.find(({ key }) => key === row.question).label;
    const by = make("span", "muted", row.by);
    return make("li", "", link("", title, root + row.url), make("span", "card-brief-answer", ...kb.unknown.value(row), by));
  }

  function byPayer(rows) {
    const groups = new Map();
    for (const row of rows) groups.set(row.payer, [...(groups.get(row.payer) || []), row]);
    return [...groups.values()];
  }

  // A value that is known was decided by an entry.
  function isKnown({ value }) {
    return value !== kb.names.unknown;
  }

  // The known first, then the unknown, those alike as one; no more than fit, and the way to the rest. `told` has all
  // answers by these payers to the code.
  function payerRows(rows, told) {
    const known = rows.filter(isKnown).slice(0, MOST);
    const open = told.code ? rows.filter((row) => !isKnown(row)) : []; // for all codes together nobody looks
    const unknown = kb.unknown.alike(open).slice(0, MOST - known.length);
    const items = [...known.map((row) => knownRow(row, told.root)), ...unknown.map((group) => kb.unknown.row(group, told))];
    const more = rows.length - known.length - unknown.flat().length;
    if (more) items.push(make("li", "card-more", moreOf(more, rows, told)));
    return make("ul", "card-rows", ...items);
  }

  function moreOf(more, rows, { code, root }) {
    const [{ payer, scope }] = rows;
    const isSilent = !code && rows.filter(isKnown).length <= MOST;
    const silent = `Of ${more} more no general rule is known. Unknown does not mean “not covered”: the page of ${payer}`;
    const text = isSilent ? silent : `${more} more on the page of ${payer}`;
    return link("", text, `${root}${scope.split("/")[0]}/payer.html`);
  }

  function knownRow(row, root) {
    const door = make("p", "card-door", link("", "Open the policy that decides", root + row.url));
    return make("li", "card-row", make("p", "card-scope", scopeName(row)), head(row), ...reasons(row),
      row.isDated ? make("p", "card-note", `${label(row.reason)}.`) : facts(row), criteria(row, root), door);
  }

  // The criteria that the plan's own rules print, in brief, leading to the whole of them.
  function criteria({ criteria: [address, ...lines] = [] }, root) {
    return lines.length ? make("p", "card-note", link("", "Criteria", root + address), `: ${lines.join(". ")}.`) : "";
  }

  function head(row) {
    return make("p", "card-answer", ...kb.unknown.value(row));
  }

  // Why the answer is what it is.
  function reasons(row) {
    return [
      make("p", "card-why", make("strong", "", UNNAMED[row.reach] || ""), row.why),
      row.note ? make("p", "card-note", row.note) : "",
      row.warning ? make("p", "callout callout-warn", row.warning) : "",
    ];
  }

  function facts(row) {
    const pairs = [
      ["Effective", row.effective ? day(row.effective) : "no date"],
      ["Source type", label(row.standing)], ["Confidence", row.confidence],
    ];
    const shown = pairs.map(([name, value]) => make("div", "", make("dt", "", name), make("dd", "", value)));
    if (row.source) shown.push(make("div", "", make("dt", "", "Source"), make("dd", "", ...sourceOf(row.source))));
    return make("dl", "card-facts", ...shown);
  }

  function sourceOf([title, publisher, url]) {
    const shown = /^https?:/.test(url) ? link("", title, url) : title;
    if (shown.rel !== undefined) shown.rel = "noreferrer";
    return [shown, `, ${publisher}`];
  }

  kb.card = { answersOf, card, brief, section, criteria };
})();
