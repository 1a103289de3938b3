// What a word or a code that is typed wrong may mean, and what to tell of a code without a page, as kb/search/expansion.py
// and not_held.py find it. Needs store.js and spelling.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The word of the library that is meant, empty for none.
  function wordMeant(written, data) {
    const { words, names } = kb.store.spelling(written, data);
    const told = { ...data.expansion, names };
    return kb.spelling.nearest(written, words, told.long, (known) => mayMend(written, known, told));
  }

  // Never with another sense, and a name only by one slip.
  function mayMend(word, known, { sense, names, long, sounds }) {
    const isNearStart = word[0] === known[0] || word.slice(0, 2) === known[1] + known[0];
    if (!isNearStart && !soundsAlike(word, known, names, sounds)) return false;
    if (sense.some((start) => word === start + known || known === start + word)) return false;
    return !names.includes(known) || isOneSlip(word, known, long);
  }

  // Whether a name begins with a letter that sounds like the one typed, and is the same from there: signa for Cigna.
  function soundsAlike(word, known, names, sounds) {
    return word.slice(1) === known.slice(1) && names.includes(known)
      && sounds.some((letters) => letters.includes(word[0]) && letters.includes(known[0]));
  }

  function isOneSlip(word, known, long) {
    if ([...word].sort().join("") === [...known].sort().join("") || word.slice(1) === known.slice(1)) return true;
    if (word.length === known.length && word.length >= long - 1) {
      return [...word].filter((letter, at) => letter !== known[at]).length === 1;
    }
    const [less, more] = word.length <= known.length ? [word, known] : [known, word];
    return more.length === less.length + 1 && [...more].some((_, at) => more.slice(0, at) + more.slice(at + 1) === less);
  }

  // The codes with a page that are one fault away, or the next ones by number.
  function codesNear(code, data) {
    const { codes, shown } = data.expansion;
    const digits = (written) => written.replace(/o/g, "0").replace(/[il]/g, "1"); // letters that are typed for digits
    const found = codes.filter((known) => kb.spelling.distance(code, known, 1) <= 1 || isClose(code, known, data) || digits(known) === digits(code));
    return found.slice(0, shown).map((known) => known.toUpperCase());
  }

  function isClose(code, known, data) {
    const form = (written) => written.replace(/[0-9]/g, "9");
    const number = (written) => Number(written.replace(/[^0-9]/g, ""));
    return form(code) === form(known) && Math.abs(number(code) - number(known)) <= data.expansion.close;
  }

  // What to tell of a code that has no page, and of the results; codes near it.
  function absentCode(written, terms, data) {
    const { mentioned, nowhere, levelTwo } = data.expansion;
    const [what, so] = terms.filter((term) => kb.store.holds("terms", term, data)).length ? mentioned : nowhere;
    const shown = written.toUpperCase();
    const isOther = new RegExp(`^(?:${levelTwo})$`, "u").test(terms[0]); // the next number is mostly another product
    return { written: shown, told: `${shown} ${what}`, so, near: isOther ? [] : codesNear(terms[0], data) };
  }

  // What has not the form of a code, but is near one: 709T, or O709T with the letter O.
  function nearlyCode(term, data) {
    const near = codesNear(term, data);
    const shown = term.toUpperCase();
    const [what, so] = data.expansion.noCode;
    return near.length ? [{ written: shown, told: `${shown} ${what}`, so, near }] : [];
  }

  kb.mend = { wordMeant, isOneSlip, absentCode, nearlyCode };
})();
