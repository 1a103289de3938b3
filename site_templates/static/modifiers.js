// The modifiers that a query asks of by name, and which of them the page of its code speaks of, as kb/search/modifiers.py.
// Needs store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // In small letters.
  function asked(text, { pattern }) {
    return [...new Set(text.match(new RegExp(pattern, "gu")) || [])];
  }

  // What is said of those that the pages of the codes do not name, or have an indicator of alone.
  function onModifiers(modifiers, codes, data) {
    const tables = data.reading.modifiers;
    const told = (code) => (modifiers.length ? kb.store.modifiers(code, data) : undefined);
    const held = codes.filter((code) => told(code) !== undefined);
    const named = new Map(held.map((code) => [code, new Map(told(code).split(" ").map((one) => one.split(":")))]));
    const missing = modifiers.filter((one) => held.length && !held.some((code) => named.get(code).has(one)));
    return [
      ...missing.map((one) => tables.sentence.replace("{modifier}", one.toUpperCase()).replace("{code}", held.join(" or "))),
      ...modifiers.flatMap((one) => held.filter((code) => named.get(code).get(one)).map((code) => byRow(code, one, named.get(code).get(one), tables))),
    ];
  }

  function byRow(code, modifier, value, { byRow: sentence, indicators }) {
    const [indicator, meanings] = indicators[modifier];
    const so = Object.hasOwn(meanings, value) ? `: ${meanings[value]}` : "";
    const parts = { code, modifier: modifier.toUpperCase(), indicator, value, so };
    return sentence.replace(/\{([a-z]+)\}/g, (_, name) => parts[name]);
  }

  kb.modifiers = { asked, onModifiers };
})();
