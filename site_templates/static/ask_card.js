// Which recorded answers a reading asks for, as kb/search/card.py decides it for `kb ask`. Needs ask_days.js and ask_which.js,
// too.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { found } = kb.askWords;

  const ofPages = (codes) => codes.filter((code) => kb.names.codes.some((one) => one.code === code));

  // What recorded answers are asked for: subjects and questions; null where none is.
  async function askedFor(read, root) {
    const onlyMentioned = read.mentioned.length && !read.question;
    const isUnheld = read.named && (!read.scopes.length || read.stateOnly);
    if (read.asks.length || onlyMentioned || read.undated || isUnheld || (read.table && !read.named)) return null;
    const codes = (await heldOf(read, root)).filter((code) => !read.unborn.includes(code));
    if (read.codes.length && !codes.length) return null;
    const { classTitles } = kb.askWords.of();
    const subjects = codes.length ? codes : [read.classOfCodes in classTitles ? read.classOfCodes : ""];
    const questions = questionsOf(read, subjects);
    return questions.length && ((read.named && !read.namesProduct) || subjects[0]) ? { subjects, questions } : null;
  }

  // The codes that have a page, or that an entry of a plan asked of names, be it in a range.
  async function heldOf({ codes, named, scopes }, root) {
    const isPlain = !named || ofPages(codes).length === codes.length;
    const names = isPlain ? [] : (await Promise.all(scopes.map((scope) => kb.askClaims.planOf(scope, root)))).flatMap((plan) => plan.named);
    const isNamed = (code) => names.some((one) => (Array.isArray(one) ? kb.askDated.isIn(code, one) : one === code));
    return codes.filter((code) => ofPages([code]).length || isNamed(code));
  }

  // The rows of the plans named, or what is asked back where none is; null where no recorded answer is asked for.
  async function cardOf(read, { typed, root, today }) {
    const asked = await askedFor(read, root);
    if (!asked) return null;
    const isOfAll = Boolean(found(kb.askWords.of().patterns.ofPayers, typed));
    if (!read.named) return { which: await kb.askWhich.choiceOf(asked, read, { isOfAll, root, today }) };
    const { subjects, questions } = asked;
    const rows = await rowsOf(subjects, read, questions, { root, today });
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

  // By code, plan and question.
  async function rowsOf(subjects, read, questions, { root, today }) {
    const asked = subjects.flatMap((code) => read.scopes.flatMap((scope) => questions.map((question) => [scope, code, question])));
    const answer = kb.askDated.answerFor(read, today);
    const answers = await Promise.all(asked.map((one) => answer(...one, root)));
    return answers.map((one) => ({ ...one, shown: withLimit(read.limits, one) }));
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

  kb.askCard = { cardOf, ofPages, once, withLimit };
})();
