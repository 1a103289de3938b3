// Which recorded answers a reading asks for, as kb/search/card.py decides it for `kb ask`. Needs plan_counts.js and
// ask_claims.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { answerOf, codeOf, planName } = kb.askClaims;
  const { filled, found } = kb.askWords;

  const ofPages = (codes) => codes.filter((code) => kb.names.codes.some((one) => one.code === code));

  // What recorded answers are asked for, by the reading alone: subjects and questions; null where none is.
  function askedFor(read) {
    const onlyMentioned = read.mentioned.length && !read.question;
    const isUnheld = read.named && (!read.scopes.length || read.stateOnly);
    if (read.asks.length || onlyMentioned || read.undated || isUnheld || (read.table && !read.named)) return null;
    const codes = ofPages(read.codes).filter((code) => !read.unborn.includes(code));
    if (read.codes.length && !codes.length) return null;
    const { classTitles } = kb.askWords.of();
    const subjects = codes.length ? codes : [read.classOfCodes in classTitles ? read.classOfCodes : ""];
    const questions = questionsOf(read, subjects);
    return questions.length && (read.named || subjects[0]) ? { subjects, questions } : null;
  }

  // The rows of the plans named, or what is asked back where none is; null where no recorded answer is asked for.
  async function cardOf(read, typed, root) {
    const asked = askedFor(read);
    if (!asked) return null;
    const { subjects, questions } = asked;
    if (!read.named) return { which: await choiceOf(subjects[0], questions[0], Boolean(found(kb.askWords.of().patterns.ofPayers, typed)), root) };
    const rows = await rowsOf(subjects, read, questions, root);
    const isNothing = !subjects[0] && rows.every(({ shown }) => shown === kb.names.unknown);
    return isNothing && !isOfLimit(read) ? null : { rows: once(rows) };
  }

  // Whether a time limit alone is asked for: where no plan named has one, what is missing is told.
  function isOfLimit({ codes, classOfCodes, table, question }) {
    return !codes.length && !classOfCodes && !table && kb.askWords.of().timed.includes(question);
  }

  // The questions that are answered: all for a few plans where none is put, coverage for many.
  function questionsOf({ question, further, named, scopes }, subjects) {
    if (question) return [question, ...further];
    if (!named || !subjects[0]) return [];
    return scopes.length <= kb.askWords.of().brief ? kb.names.questions.map(({ key }) => key) : ["coverage"];
  }

  // What is asked back: the words, a plan for each value, and the names of plans to choose from.
  // `isOfAll` asks for the answers of these plans, too.
  async function choiceOf(subject, question, isOfAll, root) {
    const { which } = await codeOf(subject, root);
    const { choice, counted, classTitles } = kb.askWords.of();
    const at = kb.names.questions.findIndex(({ key }) => key === question);
    const [differing, known] = which[at];
    const values = (await kb.planCounts.rowsOf(subject, root)).filter((row) => row.question === question).map(({ value }) => value);
    const told = { about: kb.names.questions[at].title, shown: classTitles[subject] || subject, plans: values.length, counts: countsOf(values) };
    const scopeOf = (number) => kb.names.scopes[number].id;
    const ofAll = (numbers) => Promise.all(numbers.map((number) => answerOf(scopeOf(number), subject, question, root)));
    return { lead: filled(choice, told), counted: filled(counted, told), plans: known.map((number) => planName(scopeOf(number))),
      answers: await ofAll(differing), known: isOfAll ? await ofAll(known) : [] };
  }

  // How many have each value, the most frequent first.
  function countsOf(values) {
    const counts = new Map();
    values.forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
    return [...counts].sort(([, one], [, other]) => other - one).map(([value, number]) => `${value}: ${number}`).join(", ");
  }

  // By code, plan and question.
  async function rowsOf(subjects, { scopes, limits }, questions, root) {
    const asked = subjects.flatMap((code) => scopes.flatMap((scope) => questions.map((question) => [scope, code, question])));
    const answers = await Promise.all(asked.map((one) => answerOf(...one, root)));
    return answers.map((answer) => ({ ...answer, shown: withLimit(limits, answer) }));
  }

  // A value with the limit of the group that is named.
  function withLimit(limits, { scope, question, entry, value }) {
    const mine = limits.filter((limit) => limit.scope === scope && limit.question === question);
    const limit = mine.find((one) => !one.entry || one.entry === entry);
    if (!limit) return value;
    return limit.alone || value === kb.names.unknown ? limit.value : `${limit.value}; in general: ${value}`;
  }

  // Without the rows of Medicare's contractors that only repeat the national rule.
  function once(rows) {
    const { national } = kb.askWords.of();
    const key = ({ code, question, entry }) => [code, question, entry].join(" ");
    const held = new Set(rows.filter(({ scope }) => scope === national).map(key));
    return rows.filter((row) => row.scope === national || !row.scope.startsWith("medicare/") || !held.has(key(row)));
  }

  kb.askCard = { askedFor, cardOf, ofPages };
})();
