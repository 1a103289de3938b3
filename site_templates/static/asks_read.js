// What a query asks for that is none of the questions of an entry, where it may ask for any: its words, and what is told of
// it, as kb/search/asks.py reads it. Needs analysis.js and asks.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { kindsOf } = kb.asks;

  // What a cleaned query asks for beside its question, once the patterns for it are here.
  function read(text, question, named, data) {
    const { kinds, needed } = data.reading.asks;
    const isSaid = (what) => Object.hasOwn(needed, what) && new RegExp(needed[what], "u").test(text);
    const isBeside = (unless) => unless && new RegExp(`(?<![0-9a-z])(?:${unless})(?![0-9a-z])`, "u").test(text);
    return kinds.flat().flatMap(({ key, pattern, needs, beside, unless }) => {
      const found = [...text.matchAll(new RegExp(`(?<![0-9a-z])(?:${pattern})(?![0-9a-z])`, "gu"))].map((match) => match[0]);
      const has = !needs.length || needs.some((one) => named.includes(one) || isSaid(one));
      return found.length && has && !isBeside(unless) && beside.includes(question) ? [{ key, written: found[0], every: found.join(" "), each: found }] : [];
    });
  }

  // The terms of the groups of a query that are words by which it asks for something.
  function termsOf(asks, groups, { analysis }) {
    const termsIn = (text) => kb.analysis.words(text, analysis).map(({ term }) => term);
    const said = new Set(asks.flatMap(({ every }) => termsIn(every)));
    // A phrase counts by one of its words: provider portal.
    const isSaid = ({ written, kind, negative }) => termsIn(written)[kind === "concept" && !negative ? "some" : "every"]((term) => said.has(term));
    return groups.filter(isSaid).flatMap(({ terms }) => terms.map(String));
  }

  // What a reader is told: that it is outside, or that none is recorded; `held` are the keys that a section tells of.
  function told(asks, held, { who, about }, data) {
    const kinds = kindsOf(asks, data);
    const of = who ? ` of ${who}` : "";
    const missing = kinds.filter(({ key, outside }) => !outside && !held.includes(key) && !data.reading.asks.dated.includes(key));
    const contacts = missing.filter(({ key }) => data.reading.asks.contacts.includes(key)).map(({ label }) => label);
    return [
      ...kinds.map(({ outside }) => outside).filter(Boolean),
      ...(contacts.length ? [`Data not available: no ${contacts.join(" or ")}${of}${about} is recorded in this library.`] : []),
      ...(kinds.some(({ key }) => key === "opps") ? [`Data not available: no page here records an OPPS status indicator, an APC or an ASC payment status${about}.`] : []),
      ...(about && kinds.some(({ key }) => key === "diagnoses")
        ? [`Data not available: no list of diagnosis codes${of} for the code itself is kept here; a range that a result quotes is of that result's own subject.`] : []),
      ...missing.filter(({ key, absent }) => absent && !(about && key === "diagnoses")).map(({ absent }) => absent.replace("{of}", of)),
    ];
  }

  kb.asksRead = { read, termsOf, told };
})();
