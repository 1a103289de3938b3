// What git recorded as changed for codes and plans since a day, as kb/ask/changed.py tells it: which changes are meant from a
// list of all, their words and sources from the scripts of some plans each (kb/pages/ask_changes.py). Needs ask_claims.js
// before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { found: finds, filled } = kb.askWords;
  const EVERY = "*";
  const parts = new Map();
  let listed;

  // Called by static/ask/changes.js and the scripts in static/ask/changes/.
  kb.askChanges = (given) => { listed = given; };
  kb.askChanged = (part, given) => parts.set(part, given);

  async function of({ typed, found, root, today }) {
    const { changes: words, rows: most } = kb.askWords.of();
    const first = found.day || sinceMonth(typed, today);
    const last = found.day ? found.lastDay : "";
    const { rows, sets, lineages } = await kb.dom.dataFrom(`${root}static/ask/changes.js`, "the changes", () => listed);
    const plans = found.named ? found.scopes : [];
    const isMeant = ([day, lineage, set]) => (first || day) <= day && day <= (last || day)
      && (!found.codes.length || sets[set].includes(EVERY) || found.codes.some((code) => sets[set].includes(code)))
      && (!plans.length || plans.some((scope) => lineages[lineage][0].startsWith(`${scope}/`)));
    const keyOf = ([, , , isNaming, isOfAnswer]) => 2 * Number(found.codes.length > 0 && !isNaming) + Number(!isOfAnswer);
    const meant = rows.filter(isMeant).map((row) => [keyOf(row), row]).sort(([one], [other]) => one - other).map(([, row]) => row);
    const since = sinceOf(first, last, today, words);
    const names = found.codes.length ? filled(words.naming, { codes: found.codes.join(" or ") }) : "";
    const lead = [filled(meant.length ? words.told : words.none, { number: meant.length, since }), ...(meant.length > most ? [filled(words.first, { names })] : [])];
    const claims = await Promise.all(meant.slice(0, most).map((row) => claimOf(row, lineages, root)));
    return { kind: claims.length ? "answer" : "not known", lead, claims, unknown: [], following: [words.page], unread: [] };
  }

  // The first day of a month named without a year: the last one that has begun; empty where none is named.
  function sinceMonth(typed, today) {
    const { since, months } = kb.askWords.of().changes;
    const said = finds(since, typed);
    if (!said) return "";
    const month = months.indexOf(said[1].toLowerCase()) + 1;
    const [year, now] = today.split("-").map(Number);
    return `${year - Number(month > now)}-${String(month).padStart(2, "0")}-01`;
  }

  function sinceOf(first, last, today, { sinceDay: since, from }) {
    const told = { first: first && kb.dom.day(first), last: last && kb.dom.day(last) };
    if (!first) return "";
    return filled(last && last < today ? from : since, told);
  }

  async function claimOf([day, number, , , , place], lineages, root) {
    const [lineage, part] = lineages[number];
    const { changes, cited, sources } = await kb.dom.dataFrom(`${root}static/ask/changes/${part}.js`, "the words of changes", () => parts.get(part));
    const text = filled(kb.askWords.of().changes.recorded, { day: kb.dom.day(day), told: changes[lineage][place] });
    return { text, brief: "", entry: lineage, section: "", sources: kb.askClaims.sourcesOf({ sources }, cited[lineage]) };
  }

  kb.askChangedSince = { of };
})();
