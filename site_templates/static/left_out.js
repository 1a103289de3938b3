// What a query rules out within its question, as kb/search/left_out.py reads it: a network, a step of an appeal, another
// question. Needs intent.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The values of dimensions that a cleaned query names, those that it asks of, and in words those that it rules out.
  function dimensionsAsked(text, { intent, leftOut: { negations, articles } }, data) {
    const isNegated = (before) => negations.includes([...before].reverse().find((term) => !articles.includes(term)));
    const found = kb.intent.valuesWithTermsBefore(text, intent, data);
    const isOut = ([, places]) => places.every(isNegated);
    return {
      every: found.map(([value]) => value),
      asked: found.filter((one) => !isOut(one)).map(([value]) => value),
      out: found.filter(isOut).map(([[, , phrase]]) => intent.spoken[phrase]),
    };
  }

  // Which groups name a question that is ruled out, where another one is put: coverage, not prior auth.
  function questionsLeftOut(groups, { intent, negations }) {
    const questionOf = (at) => intent.questions[groups[at].terms[0]];
    const isNaming = ({ negative, terms: [term] }) => !negative && Object.hasOwn(intent.questions, String(term));
    const naming = [...groups.keys()].filter((at) => isNaming(groups[at]));
    const out = naming.filter((at) => at && negations.includes(groups[at - 1].written) && intent.apart.includes(groups[at].terms[0]));
    const gone = out.map(questionOf);
    return naming.some((at) => !gone.includes(questionOf(at))) ? out : [];
  }

  function told(names, { leftOut }) {
    const quoted = [...new Set(names)].map((name) => `“${name}”`).join(" and ");
    return quoted ? [leftOut.told.replace("{names}", quoted)] : [];
  }

  kb.leftOut = { dimensionsAsked, questionsLeftOut, told };
})();
