// What is asked back where no plan is named, as kb/ask/choices.py makes it: how many plans give each value, one that gives
// it, and plans to choose from. Needs plan_counts.js, ask_claims.js and ask_days.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { filled, unique } = kb.askWords;

  // The words, an answer for each value, and the names of plans to choose from; `isOfAll` asks for the answers of these, too.
  async function choiceOf({ subjects, questions }, read, { isOfAll, root, today }) {
    const { rows: most, choice, counted, classTitles } = kb.askWords.of();
    const wanted = { subjects, questions, answer: kb.askDated.answerFor(read, today), limits: read.limits, root };
    const { values, differing, known } = await (read.day && read.day !== today ? everyPlan(wanted) : packed(wanted));
    const first = known.slice(0, most);
    const told = { about: titleOf(read.question), shown: classTitles[subjects[0]] || subjects[0], plans: kb.names.scopes.length, counts: countsOf(values) };
    return { lead: filled(choice, told), counted: filled(counted, told), plans: unique(first.map(({ scope }) => kb.askClaims.planName(scope))),
      answers: differing.filter(({ value }, at) => differing.findIndex((one) => one.value === value) === at),
      known: isOfAll ? await Promise.all(first.map(({ scope, code, question }) => wanted.answer(scope, code, question, root))) : [] };
  }

  const titleOf = (question) => kb.names.questions.find(({ key }) => key === question)?.title ?? question;

  // Today, of each code and question the build has told plans with each value, and the first that know it.
  async function packed({ subjects, questions, answer, root }) {
    const held = await Promise.all(subjects.map((code) => kb.askClaims.codeOf(code, root)));
    const told = subjects.flatMap((code, at) => questions.map((question) => [code, question, held[at].which[placeOf(question)]]));
    const rows = (which) => inOrder(told.flatMap(([code, question, lists]) => (lists[which] || []).map((number) => ({ scope: kb.names.scopes[number].id, code, question }))), subjects, questions);
    const differing = await Promise.all(rows(0).map(({ scope, code, question }) => answer(scope, code, question, root)));
    const counts = (await (await kb.dom.later("planCounts", "plan_counts", root)).rowsOf(subjects[0], root)).filter(({ question }) => questions.includes(question));
    return { values: inScopes(counts, questions).map(({ value }) => value), differing, known: rows(1) };
  }

  // On another day, the answers of all plans.
  async function everyPlan({ subjects, questions, answer, limits, root }) {
    const asked = subjects.flatMap((code) => kb.names.scopes.flatMap(({ id }) => questions.map((question) => [id, code, question])));
    const answers = (await Promise.all(asked.map((one) => answer(...one, root)))).map((one) => thatHeld(one, limits));
    const values = answers.filter(({ code }) => code === subjects[0]).map(({ value }) => value);
    const known = inOrder(kb.askCard.once(answers).filter(({ isKnown }) => isKnown), subjects, questions);
    return { values, differing: known, known };
  }

  // An answer that holds only later gives way to what held.
  function thatHeld(one, limits) {
    const value = kb.askCard.withLimit(limits, one);
    return { ...one, value, isKnown: one.isKnown && value !== kb.names.unknown };
  }

  const placeOf = (question) => kb.names.questions.findIndex(({ key }) => key === question);
  const scopeAt = ({ scope }) => kb.names.scopes.findIndex(({ id }) => id === scope);

  // The national rule first, then by code, plan and question.
  function inOrder(rows, subjects, questions) {
    const { national } = kb.askWords.of();
    const keyOf = (row) => [Number(!row.scope.startsWith(national)), subjects.indexOf(row.code), scopeAt(row), questions.indexOf(row.question)];
    return sorted(rows, keyOf);
  }

  const inScopes = (rows, questions) => sorted(rows, (row) => [scopeAt(row), questions.indexOf(row.question)]);

  function sorted(rows, keyOf) {
    const compare = (one, other) => one.reduce((found, part, at) => found || part - other[at], 0);
    return rows.map((row) => [keyOf(row), row]).sort(([one], [other]) => compare(one, other)).map(([, row]) => row);
  }

  // How many have each value, the most frequent first.
  function countsOf(values) {
    const counts = new Map();
    values.forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
    return [...counts].sort(([, one], [, other]) => other - one).map(([value, number]) => `${value}: ${number}`).join(", ");
  }

  kb.askWhich = { choiceOf };
})();
