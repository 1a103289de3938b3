// The facts of any code, from the scripts of data below static/facts/: an index, and one script for the codes with a
// common beginning. What two codes say of each other is worked out as kb/facts/beside.py does. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { root } = document.body.dataset;
  const here = new Map();
  const put = (name, data) => here.set(name, data);
  const load = (name) => kb.dom.dataFrom(`${root}static/facts/${name.toLowerCase()}.js`, "official files", () => here.get(name));
  const index = () => load("index");

  // A code as typed, in upper case; empty where it has not the shape of one.
  function read(typed, { code }) {
    const found = typed.trim().toUpperCase();
    return new RegExp(`^(?:${code})$`, "u").test(found) ? found : "";
  }

  // The names of the scripts: each is written as how many signs it shares with the one before, and the rest.
  function names(packed) {
    let before = "";
    return packed.split(" ").map((word) => {
      before = before.slice(0, Number(word[0])) + word.slice(1);
      return before;
    });
  }

  // The facts of a code: rows by section, pairs by table, documents; empty where no file that was imported holds it. A
  // group of edits says how many other codes it has; runs() gives these.
  async function of(code) {
    const { shards } = await index();
    const name = names(shards).find((beginning) => code.startsWith(beginning));
    const { runs: texts, codes } = name ? await load(name) : { runs: [], codes: {} };
    const found = codes[code] || { facts: {}, pairs: {}, documents: [] };
    const pairs = Object.fromEntries(Object.entries(found.pairs).map(([table, groups]) => [table, groups.map(
      ([column, modifier, rationale, since, until, number, where]) => ({ column, modifier, rationale, since, until, number, where, others: texts[where] }))]));
    return { code, known: Boolean(codes[code]), rows: found.facts, pairs, documents: found.documents };
  }

  // The other codes of a group as runs; many stand in a script of their own.
  async function runs({ others, where }) {
    return others === undefined ? load(where) : others;
  }

  // The kind of a code: codes run on within one kind only.
  function kind(code) {
    if (/^[A-Z]/.test(code)) return `${code[0]}0000`;
    return /[A-Z]$/.test(code) ? `0000${code[4]}` : "00000";
  }

  // Whether runs of codes, 12001-12007 12011, hold a code.
  function holds(runs, code) {
    return runs.split(" ").some((run) => {
      const [first, last] = run.split("-");
      return first === code || (last && kind(first) === kind(code) && first <= code && code <= last);
    });
  }

  function words(data, family, column, value) {
    if (value === "CCCCC") return data.contractor;
    return (data.meanings[`${family}.${column}`] || {})[value] || "";
  }

  // A row as labels and values; what is empty is left out.
  function lines({ columns, labels, family }, row, data) {
    return Object.entries(labels).map(([column, label]) => {
      const value = row[columns.indexOf(column)];
      const meant = value ? words(data, family, column, value) : "";
      if (value === "CCCCC") return [label, meant];
      const shown = value && data.dollars.includes(column) ? `$${value}` : value;
      return [label, meant ? `${shown}: ${meant}` : shown];
    }).filter(([, value]) => value);
  }

  // What each table of pairs says of two codes: its state, and a sentence.
  function beside(data, one, other) {
    return Promise.all(Object.keys(data.pairHeadings).map(async (table) => {
      const every = await Promise.all((one.pairs[table] || []).map(async (group) => [group, holds(await runs(group), other.code)]));
      const groups = every.filter(([, held]) => held).map(([group]) => group);
      const source = data.sources[table];
      const state = besideState(data.states, groups, source && source.whole && one.known && other.known);
      return { table, source, state, told: sentence(data, table.replace("pairs-", ""), state, groups, one.code, other.code) };
    }));
  }

  function besideState(states, groups, whole) {
    if (groups.length) return states.edit;
    return whole ? states.none : states.unknown;
  }

  function sentence(data, setting, state, groups, one, other) {
    if (state === data.states.none) return `${setting}: no edit between ${one} and ${other} in the whole table.`;
    if (state === data.states.unknown) return `${setting}: not in the files imported; that is no answer.`;
    return `${setting}: ${groups.map((group) => edit(data, group, one, other)).join(" ")}`;
  }

  function edit(data, { column, modifier, rationale, since, until }, one, other) {
    const [paid, denied] = column === 2 ? [other, one] : [one, other];
    const opens = words(data, "pairs", "modifier", modifier);
    const begins = since ? ` It begins on ${since}.` : "";
    const ends = until ? ` It ends on ${until}.` : "";
    const why = data.rationales[Number(rationale) - 1];
    return `${paid} is paid, ${denied} is denied. Modifier ${modifier}: ${opens}. Printed reason: ${why}.${begins}${ends}`;
  }

  kb.facts = { put, index, load, of, runs, read, holds, words, lines, beside };
})();
