// The modifiers that a query asks of by name, and which of them the page of its code speaks of, as kb/search/modifiers.py.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // In small letters; none unless the section on modifiers is asked for.
  function asked(text, table, { section, pattern }) {
    return table === section ? [...new Set(text.match(new RegExp(pattern, "gu")) || [])] : [];
  }

  // What is said of those that the pages of the codes do not name.
  function notTold(modifiers, codes, { told, sentence }) {
    const held = codes.filter((code) => Object.hasOwn(told, code));
    const named = new Set(held.flatMap((code) => told[code].split(" ")));
    return modifiers.filter((one) => held.length && !named.has(one))
      .map((one) => sentence.replace("{modifier}", one.toUpperCase()).replace("{code}", held.join(" or ")));
  }

  kb.modifiers = { asked, notTold };
})();
