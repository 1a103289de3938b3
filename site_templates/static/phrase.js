// Sections in which the words of a phrase stand side by side, as the places of the index tell, or the term of the phrase
// where it is a known one. Needs store.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { postings, places } = kb.store;

  // By section its whole score, the sum of what each word is worth there. Kept, since each hit asks for its reasons.
  function sections(terms, field, data) {
    const name = `phrase ${field} ${terms.join(" ")}`;
    if (data.read.has(name)) return data.read.get(name);
    const isKnown = kb.analysis.isKnown(terms, data.analysis);
    const held = isKnown ? known(terms, field, data) : terms.map((term) => heldIn(term, field, data));
    if (data.missing.size) return new Map();
    data.read.set(name, held.every(Boolean) ? join(held) : new Map());
    return data.read.get(name);
  }

  // The postings of the words of a known phrase, and of the phrase, which has no weight.
  function known(terms, field, data) {
    const whole = postings(`"${terms.join(" ")}`, data).get(field);
    return [...terms.map((term) => postings(term, data).get(field)), whole && { ...whole, rarity: 0 }];
  }

  function join(held) {
    const rarest = held.reduce((few, one) => (one.sections.length < few.sections.length ? one : few));
    const found = new Map();
    const from = new Uint32Array(held.length);
    for (const number of rarest.sections) {
      if (held.every((one, at) => moveTo(number, one.sections, from, at)) && standsTogether(held, from)) {
        found.set(number, held.reduce((sum, one, at) => sum + one.rarity * one.weights[from[at]], 0));
      }
    }
    return found;
  }

  // A term's postings in a field with its places there; undefined where it stands nowhere, or a file is missing.
  function heldIn(term, field, data) {
    const found = postings(term, data).get(field);
    const standing = places(term, data).get(field);
    return found && standing && { ...found, places: standing };
  }

  // Moves on to a section, which rise; whether the list has it.
  function moveTo(number, list, from, at) {
    while (from[at] < list.length && list[from[at]] < number) from[at] += 1;
    return list[from[at]] === number;
  }

  function standsTogether(held, from) {
    if (!held[0].places) return true;
    const standing = held.map((one, at) => one.places[from[at]]);
    return standing[0].some((place) => standing.every((list, step) => list.includes(place + step)));
  }

  kb.phrase = { sections };
})();
