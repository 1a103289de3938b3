// Numbers that look like codes or modifiers: of a claim form, and amounts, as kb/search/other_numbers.py takes them out of a query.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // A cleaned query with one word in place of such numbers and the words before them, and what was read; `numbers` has
  // names and patterns.
  function taken(typed, numbers) {
    const found = { text: typed, notes: [] };
    for (const [name, pattern] of numbers) {
      for (const match of [...found.text.matchAll(new RegExp(pattern, "gu"))].reverse()) {
        const before = found.text.slice(0, match.index);
        if (before.split('"').length % 2 === 0) continue;
        found.notes.push(`${match[1]} is read as a ${name}; answers here do not differ by it unless their text says so.`);
        found.text = `${before} ${name.split(" ")[0]} ${found.text.slice(match.index + match[0].length)}`;
      }
    }
    return found;
  }

  // With amounts of money read as such, 12500usd, and the numbers that the library holds as amounts alone: 6859 for $6,859.
  function asAmounts(groups, data) {
    const pattern = new RegExp(`^(?:${data.reading.amount})$`, "u");
    return groups.map((group) => {
      const [, money] = (group.kind === "word" && /^([0-9]+)usd$/.exec(group.written)) || [];
      if (money) return ofMoney(group, money, data);
      const digits = group.kind === "word" ? pattern.exec(group.terms[0]) : null;
      const stands = (term) => kb.store.holds("terms", term, data);
      if (!digits || stands(group.terms[0]) || data.missing.size || !stands(`$${digits[1]}`)) return group;
      return { ...group, kind: "concept", terms: [`$${digits[1]}`] };
    });
  }

  // An amount: a plain number only where the library holds it as that alone, and it is no code.
  function ofMoney(group, digits, data) {
    const stands = (term) => kb.store.holds("terms", term, data);
    const isPlain = stands(digits) && !new RegExp(`^(?:${data.analysis.code})$`, "u").test(digits) && !stands(`$${digits}`);
    return { ...group, kind: isPlain ? "word" : "concept", terms: [isPlain ? digits : `$${digits}`], written: `$${digits}` };
  }

  kb.otherNumbers = { taken, asAmounts };
})();
