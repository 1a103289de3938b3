// Yes or no where a value says so, as kb/ask/leads.py leads a reply. Needs ask_words.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // Yes or no where one answer is asked for, by a question that either answers, and its value is one.
  function yesOrNo(typed, rows) {
    const { patterns, says, ofItsValue } = kb.askWords.of();
    const { found } = kb.askWords;
    if (rows.length !== 1 || !found(patterns.yesOrNo, typed) || found(patterns.turned, typed)) return [];
    const [{ question, value }] = rows;
    const [, , said] = says.find(([about, its]) => about === question && its === value) || [];
    return said && ofItsValue[question] && found(ofItsValue[question], typed) ? [said] : [];
  }

  kb.askLeads = { yesOrNo };
})();
