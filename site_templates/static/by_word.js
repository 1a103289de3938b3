// The tables by which a query is read, as kb/search/by_word.py cuts them: phrases that few queries have are in files, and a
// filter tells which of these a text needs; the forms of dates, the sentences that put a question, and what is asked for
// beside questions are in the last ones. Needs analysis.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const SEED = 0x811c9dc5;
  const PRIME = 0x01000193;

  // The tables that come with the index, as scripts read them.
  function opened(content) {
    const { reading, byWord, expansion } = content;
    const filter = Uint8Array.from(atob(byWord.filter), (letter) => letter.charCodeAt(0));
    return { ...content, expansion: { ...expansion, codes: codesIn(expansion.codes) }, reading: { ...reading, plans: withIds(reading.plans), intent: withPhrases(reading.intent) }, byWord: { ...byWord, filter } };
  }

  // Codes from a text of kb/search/code_list.py, in which a short word is the distance from the code before.
  function codesIn(text) {
    const next = (before, distance) => before.replace(/[0-9]+/u, (old) => String(Number(old) + Number(distance)).padStart(old.length, "0"));
    return text.split(" ").filter(Boolean).reduce((so, told) => [...so, told.length > 4 ? told : next(so.at(-1), told)], []);
  }

  // With each plan by its id, and the terms that name a payer or a plan by it.
  function withIds({ plans: [sorts, ofPayers], shared, ...others }) {
    const nameOf = (payer, name) => (name.startsWith(", ") ? others.payers[payer] + name : name);
    const all = Object.entries(ofPayers).flatMap(([payer, numbers]) => numbers.map((number) => [payer, ...sorts[number]]));
    const plans = { ...others, plans: Object.fromEntries(all.map(([payer, id, name, kind, lines, states]) => (
      [`${payer}/${id}`, { payer, name: nameOf(payer, name), kind, lines, states }]))) };
    const named = (kind, facet, ids) => ids.flatMap((id) => [`~${id}`, `${facet}=${id}`].map((term) => [term, [kind, id]]));
    const ids = Object.keys(plans.payers);
    const owners = shared.map(([plan, numbers]) => numbers.map((number) => `${ids[number]}/${plan}`).join("+"));
    const terms = Object.fromEntries([...named("payer", "payer", ids), ...named("plan", "scope", Object.keys(plans.plans)),
      ...owners.map((name) => [`~${name}`, ["plans", name]])]);
    return { ...plans, terms: { ...terms, ...plans.terms } };
  }

  // With the value of a dimension by each phrase that names it, and how notes say each.
  function withPhrases(intent) {
    const dimensions = Object.fromEntries(Object.entries(intent.values).flatMap(([name, values]) =>
      values.flatMap((phrases, number) => phrases.map((phrase) => [phrase, [name, number]]))));
    return { ...intent, dimensions, spoken: { ...Object.fromEntries(Object.keys(dimensions).map((phrase) => [phrase, phrase])), ...intent.spoken } };
  }

  // Puts what is in a file among the tables.
  function add({ concepts, terms, intent: more, dates, kinds, ofCodes, saidBy }, data) {
    data.dates = { ...data.dates, ...dates };
    const { analysis, reading: { plans, intent, asks } } = data;
    data.analysis = { ...analysis, concepts: { ...analysis.concepts, ...concepts } };
    const said = saidBy ? { ...intent, saidBy } : intent;
    data.reading = { ...data.reading, plans: { ...plans, terms: { ...plans.terms, ...terms } }, intent: more ? withMore(said, more) : said, asks: kinds ? withKinds(asks, kinds) : asks, ...ofCodes };
  }

  function withMore(intent, { values, spoken, following }) {
    return withPhrases({ ...intent, values: { ...intent.values, ...values }, spoken: { ...intent.spoken, ...spoken }, following: [...intent.following, ...following] });
  }

  function withKinds(asks, [group, kinds]) {
    return { ...asks, kinds: asks.kinds.map((held, at) => (at === group ? kinds : held)) };
  }

  // Whether the files that a text needs are here; asks for those that are not.
  function isHere(text, data) {
    const terms = kb.analysis.words(text, data.analysis).map(({ term }) => term);
    const gates = [...terms, ...terms.map((term, at) => `${term} ${terms[at + 1]}`)];
    const isAsked = (file) => (file === data.byWord.dates ? new RegExp(data.dates.may, "u").test(text)
      : gates.some((gate) => passes(`${file} ${gate}`, data.byWord)));
    for (let file = 0; file <= data.byWord.dates; file += 1) {
      const name = `words/${file}`;
      if (!data.files.has(name) && isAsked(file)) data.missing.add(name);
    }
    const { saidBy, mayBeSaid } = data.reading.intent;
    if (!saidBy.length && new RegExp(mayBeSaid, "u").test(text)) data.missing.add(`words/${data.byWord.saidBy}`);
    return !data.missing.size;
  }

  // Whether a text may ask for what is no question, and whether the patterns for it are here; asks for them if not.
  function hasAsks(text, data) {
    const { may, kinds } = data.reading.asks;
    const groups = [...may.keys()].filter((group) => new RegExp(may[group], "u").test(text));
    const missing = groups.filter((group) => !kinds[group].length);
    for (const group of missing) data.missing.add(`words/${data.byWord.asks + group}`);
    return groups.length > 0 && !missing.length;
  }

  // The tables for queries on codes that name no plan: the sections of a code's page; none while they are not here.
  function ofCodes({ reading, byWord, missing }) {
    if (!reading.sections) missing.add(`words/${byWord.ofCodes}`);
    return reading.sections || [];
  }

  // The text's FNV-1a hash begins a row of numbers by xorshift.
  function passes(gate, { filter, size, hashes }) {
    let state = SEED;
    for (let at = 0; at < gate.length; at += 1) state = Math.imul(state ^ gate.charCodeAt(at), PRIME);
    for (let left = hashes; left > 0; left -= 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const bit = (state >>> 0) % size;
      if (!(filter[bit >> 3] & (1 << bit % 8))) return false;
    }
    return true;
  }

  kb.byWord = { add, hasAsks, isHere, ofCodes, opened };
})();
