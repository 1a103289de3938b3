// Text to terms, as kb/search/analysis.py cuts them: what counts as a word, a code, a synonym, a document number.
// Every list and pattern comes from there with the index, as `tables`; tests/search/test_browser_engine.py holds
// that both cut alike. Needs stem.js and number_keys.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // Made once for each set of tables, since an excerpt alone asks for them some hundred times.
  const made = new WeakMap();

  function patternsOf(tables) {
    if (!made.has(tables)) made.set(tables, makePatterns(tables));
    return made.get(tables);
  }

  function makePatterns({ forms, marks, possessive, word, code, dash, concepts }) {
    return {
      phrases: phrasesOf(concepts),
      forms: new RegExp(`[${forms}]+`, "gu"),
      marks: new RegExp(`[${marks}]+`, "gu"),
      possessive: new RegExp(possessive, "gu"),
      word: new RegExp(word, "gu"),
      code: new RegExp(`^(?:${code})$`, "u"),
      dash: new RegExp(`^(?:${dash})$`, "u"),
    };
  }

  // By first term: the terms of each phrase, and the concept that it stands for.
  function phrasesOf(concepts) {
    const found = new Map();
    for (const [concept, written] of Object.entries(concepts)) {
      for (const terms of written.split("|").map((phrase) => phrase.split(" "))) {
        found.set(terms[0], [...(found.get(terms[0]) || []), [terms, concept]]);
      }
    }
    return found;
  }

  // Whether some terms are a phrase that a concept is known by.
  function isKnown(terms, tables) {
    const alike = patternsOf(tables).phrases.get(terms[0]) || [];
    return alike.some(([own]) => own.length === terms.length && own.every((term, at) => term === terms[at]));
  }

  // Only what `forms` lists is taken apart, and only A to Z made small: for the rest of Unicode, engines differ.
  function fold(text, tables) {
    const { forms, marks, possessive } = patternsOf(tables);
    return text
      .replace(forms, (found) => found.normalize("NFKD"))
      .replace(marks, "")
      .replace(/[A-Z]+/g, (found) => found.toLowerCase())
      .replace(possessive, "");
  }

  function stem(raw, tables) {
    if (/[0-9]/.test(raw)) return raw;
    const kept = tables.stems.find(([start]) => raw.startsWith(start));
    return kept ? kept[1] : kb.stem(raw);
  }

  function wordsOf(folded, tables) {
    return Array.from(folded.matchAll(patternsOf(tables).word), (found) => ({
      raw: found[0], term: stem(found[0], tables), start: found.index, end: found.index + found[0].length,
    }));
  }

  function words(text, tables) {
    return wordsOf(fold(text, tables), tables);
  }

  // Words, and at their positions concepts, document numbers and the inner codes of a range.
  function analyse(text, tables) {
    const folded = fold(text, tables);
    const found = wordsOf(folded, tables);
    return found.flatMap(({ raw, term, start, end }, position) => {
      const whole = raw.includes(".") ? [raw.replaceAll(".", "")] : [];
      const numbers = /[0-9]/.test(raw) || isSign(folded[end], tables) ? kb.numberKeys.keysAt(folded, start, tables) : [];
      const concepts = [...new Set([...numbers, ...conceptsAt(found, position, folded, tables).map(([, concept]) => concept)])];
      const ranged = rangeAt(found, position, folded, tables);
      const inner = ranged ? ranged[1].slice(1, -1) : [];
      return [term, ...whole, ...concepts, ...inner].map((one) => ({ text: one, position }));
    });
  }

  // Whether a sign may part the letters of a number from its digits.
  function isSign(sign, { numbers }) {
    return sign !== undefined && new RegExp(`[${numbers.between}]`, "u").test(sign);
  }

  // The plain words of a query as spans, the longest concept first.
  function spans(text, tables) {
    const folded = fold(text, tables);
    const found = wordsOf(folded, tables);
    const result = [];
    for (let at = 0; at < found.length;) {
      const [length, kind, terms] = spanAt(found, at, folded, tables);
      const written = folded.slice(found[at].start, found[at + length - 1].end);
      result.push({ kind, terms, written });
      at += length;
    }
    return result;
  }

  function spanAt(found, at, folded, tables) {
    const ranged = rangeAt(found, at, folded, tables);
    if (ranged) return [ranged[0], "any", ranged[1]];
    const [match] = conceptsAt(found, at, folded, tables);
    return match ? [match[0], "concept", [match[1]]] : [1, "word", [found[at].term]];
  }

  // How many words each takes, and its name; where two take as many, the number first. A single
  // letter behind a hyphen ends the word before it: no concept begins at the T of CAR-T.
  function conceptsAt(found, at, folded, tables) {
    const number = documentNumber(found[at], found[at + 1], tables);
    const endsWord = found[at].raw.length === 1 && tables.hyphens.includes(folded[found[at].start - 1]);
    const listed = (!endsWord && patternsOf(tables).phrases.get(found[at].term)) || [];
    const phrases = listed
      .filter(([terms]) => terms.every((term, step) => found[at + step]?.term === term))
      .map(([terms, concept]) => [terms.length, concept]);
    return [...(number ? [number] : []), ...phrases].sort((one, other) => other[0] - one[0]);
  }

  // CPB 0557, CPB-557 or cpb0557: the letters, and the number without leading zeros.
  function documentNumber(word, next, tables) {
    const joined = /^([a-z]+)[0-9][0-9.]*$/.exec(word.raw);
    if (joined && tables.documentPrefixes.includes(joined[1])) return [1, `#${kb.numberKeys.keyOf(word.raw, tables)}`];
    if (!next || !tables.documentPrefixes.includes(word.raw)) return null;
    return /^[0-9][0-9.]*$/.test(next.raw) ? [2, `#${kb.numberKeys.keyOf(word.raw + next.raw, tables)}`] : null;
  }

  // How many words the range of codes takes that begins here, and every code of it.
  function rangeAt(found, at, folded, tables) {
    for (const length of [2, 3]) {
      const [first, last] = [found[at], found[at + length - 1]];
      if (!last) return null;
      if (patternsOf(tables).dash.test(folded.slice(first.end, last.start))) {
        const codes = expand(first.raw, last.raw, tables);
        return codes.length ? [length, codes] : null;
      }
    }
    return null;
  }

  // Every code from the first to the last; none where they are no codes of one kind in rising order.
  function expand(first, last, tables) {
    const shape = (code) => code.replace(/[0-9]/g, "9");
    if (shape(first) !== shape(last) || !patternsOf(tables).code.test(first) || first >= last) return [];
    const digits = /[0-9]+/.exec(first)[0];
    const low = Number(digits);
    const high = Number(/[0-9]+/.exec(last)[0]);
    if (high - low > tables.widestRange) return [];
    return Array.from({ length: high - low + 1 }, (_, step) =>
      first.replace(digits, String(low + step).padStart(digits.length, "0")));
  }

  kb.analysis = { isKnown, fold, stem, words, analyse, spans };
})();
