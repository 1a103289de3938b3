// The key of a document's number, one for every way of parting its letters and digits, as kb/search/number_keys.py makes
// it. Every pattern comes with the index, as `tables.numbers`.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const made = new WeakMap();

  function patternsOf({ numbers }) {
    if (!made.has(numbers)) made.set(numbers, makePatterns(numbers));
    return made.get(numbers);
  }

  function makePatterns({ between, chunk, amount, lettersFirst, dotted, noNumber, series }) {
    const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
    return {
      lettersFirst: whole(lettersFirst), dotted: whole(dotted), noNumber: whole(noNumber), series: whole(series),
      chunk: new RegExp(chunk, "uy"), amount: new RegExp(amount, "uy"), sign: new RegExp(`[${between}]`, "gu"),
      betweenDigits: new RegExp(`(?<=[0-9])[${between}](?=[0-9])`, "gu"),
      others: new RegExp(`[${between}](?![0-9])|(?<![0-9])[${between}]`, "gu"),
    };
  }

  // The key of a folded number, whatever it looks like: leading zeros and signs taken away.
  function keyOf(written, tables) {
    return compact(written.replace(/[0-9]+/g, (digits) => digits.replace(/^0+(?=[0-9])/, "")), tables);
  }

  // Without its signs, but for a dot where two runs of digits would else be one.
  function compact(written, tables) {
    const { betweenDigits, others } = patternsOf(tables);
    return written.replace(betweenDigits, ".").replace(others, "");
  }

  function isNumber(written, tables) {
    const { lettersFirst, dotted, noNumber } = patternsOf(tables);
    return dotted.test(written) || (lettersFirst.test(written) && !noNumber.test(written));
  }

  // The terms of the numbers and of the amount that begin at a place of a folded text: a whole one, and what follows
  // each sign in it.
  function keysAt(folded, start, tables) {
    const { chunk, amount, sign, series } = patternsOf(tables);
    amount.lastIndex = start;
    const price = amount.exec(folded);
    if (price) return [`$${price[0].replaceAll(",", "")}`];
    chunk.lastIndex = start;
    const found = chunk.exec(folded);
    if (!found) return [];
    const [whole] = found;
    const starts = [0, ...Array.from(whole.matchAll(sign), ({ index }) => index + 1)];
    const parts = starts.map((at) => whole.slice(at)).filter((part) => isNumber(part, tables));
    const digits = series.exec(whole);
    return [...parts, ...(digits ? [digits[1]] : [])].map((part) => `#${keyOf(part, tables)}`);
  }

  kb.numberKeys = { keyOf, compact, isNumber, keysAt };
})();
