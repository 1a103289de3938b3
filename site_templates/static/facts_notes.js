// What search adds from official files, as kb/search/official.py does: that a code without a page has facts, and what a
// code is billed with. Loaded by results.js where files are imported. Needs dom.js and facts.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link } = kb.dom;
  const ASKS = /\bbill\w*\b.*\bwith\b|\badd-?ons?\b|\bprimar(?:y|ies)\b|\bgoes with\b/i;
  const WORDS = { primaries: "is an add-on to", added: "is the primary code of" };

  function line(code, told, root) {
    return make("p", "", `${told} `, link("", `${code} in CMS's files`, `${root}codes/any.html#${code}`));
  }

  async function absent(code, root) {
    const found = await kb.facts.of(code);
    return found.known ? [line(code, `${code}: no policy page here; fee, units and pairs stand in the official files imported.`, root)] : [];
  }

  async function billedWith(code, root) {
    const [data, found] = [await kb.facts.index(), await kb.facts.of(code)];
    return Object.entries(WORDS).flatMap(([key, words]) => {
      const others = (found.rows[key] || []).map(([other]) => other).filter((other) => other !== "CCCCC");
      return others.length ? [line(code, `${code} ${words} ${others.join(", ")} (${data.sources["add-ons"].label}).`, root)] : [];
    });
  }

  // The notes on what was found for a query.
  async function notes({ absent: missing, codes }, typed, root) {
    const data = await kb.facts.index();
    const without = missing.map(({ written }) => kb.facts.read(written, data)).filter(Boolean);
    const told = await Promise.all(without.map((code) => absent(code, root)));
    const named = ASKS.test(typed) ? [...new Set([...codes, ...without])] : [];
    const crossed = await Promise.all(named.map((code) => billedWith(code, root)));
    return [...told.flat(), ...crossed.flat()];
  }

  kb.factsNotes = { notes };
})();
