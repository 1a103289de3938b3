// The versions of rules: what is in doubt about each on a day, and by what it can be checked; from the scripts of
// kb/pages/claim_versions.py. Needs names.js, dom.js and ask_words.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const versions = new Map();

  // Called by the scripts in static/claim/versions/.
  kb.claimVersions = (part, packed) => versions.set(part, packed);

  // The version of a rule that is in force on a day: its path, commit, day and blob in `text`, and its caveats, each with
  // whether it is told on sheets alone.
  async function on(lineage, date, root) {
    const { versionsTogether } = kb.askWords.of();
    const scope = lineage.slice(0, lineage.lastIndexOf("/"));
    const part = Math.max(0, Math.floor(kb.names.scopes.findIndex(({ id }) => id === scope) / versionsTogether));
    const packed = await kb.dom.dataFrom(`${root}static/claim/versions/${part}.js`, "the versions of rules", () => versions.get(part));
    const [, text = [], ...caveats] = packed[lineage].findLast(([first]) => first <= date) || [];
    const told = caveats.filter(([, until]) => !until || date < until);
    return { text, caveats: told.map(([caveat, , ofSheet]) => ({ caveat, ofSheet: Boolean(ofSheet) })) };
  }

  kb.ruleVersions = { on };
})();
