// Codes of a query that have no page in the library, as kb/search/not_held.py finds them; mend.js tells of each. Needs
// store.js and late.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  const stands = (term, data) => kb.store.holds("terms", term, data);

  // What a query names as a code, or nearly so, and what has no page: as typed, what to tell of it and so of
  // the results, codes near it.
  function absent(groups, data) {
    const found = groups.filter(({ negative }) => !negative).flatMap((group) => absentOf(group, data));
    return [...new Map(found.map((one) => [one.written, one])).values()];
  }

  // Which codes of each range typed have a page, unless all of them have; of none `absent` tells.
  function onRanges(groups, data) {
    const { codes, shown, ofRange } = data.expansion;
    const isRange = ({ kind, negative, terms: [term] }) => kind === "any" && !negative && whole(data.analysis.code).test(String(term));
    return groups.filter(isRange).flatMap(({ terms }) => {
      const held = terms.filter((term) => codes.includes(term)).map((code) => code.toUpperCase());
      if (!held.length || held.length === terms.length) return [];
      const named = held.slice(0, shown).join(", ") + (held.length > shown ? ` and ${held.length - shown} more` : "");
      return [ofRange.replace("{count}", terms.length).replace("{first}", terms[0].toUpperCase())
        .replace("{last}", terms.at(-1).toUpperCase()).replace("{held}", named)];
    });
  }

  function absentOf(group, data) {
    const { codes } = data.expansion;
    if (group.kind === "any") {
      return group.terms.some((term) => codes.includes(term)) ? [] : [kb.late("mend", "mend").absentCode(group.written, group.terms, data)];
    }
    const isCode = whole(data.analysis.code);
    return named(group).flatMap((term) => {
      if (isCode.test(term)) return codes.includes(term) ? [] : [kb.late("mend", "mend").absentCode(term, [term], data)];
      const mayBeNear = group.kind === "word" && /[0-9]/.test(term) && !stands(term, data);
      return mayBeNear ? kb.late("mend", "mend").nearlyCode(term, data) : [];
    });
  }

  // The terms of a group that may be codes.
  function named({ kind, terms }) {
    if (kind === "facet") return terms.filter((term) => term.startsWith("code=")).map((term) => term.slice(5));
    return ["word", "exact", "phrase"].includes(kind) ? terms : [];
  }

  kb.notHeld = { absent, onRanges };
})();
