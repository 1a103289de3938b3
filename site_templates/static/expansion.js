// A query beside what the index holds, as kb/search/expansion.py reads it: misspelt words mended, beginnings and families
// of codes spelled out, codes never guessed. Needs query.js, store.js, late.js and document_numbers.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { fold } = kb.analysis;
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  const beginning = (start, data) => kb.store.beginning("terms", start, data.expansion.most, data);
  const stands = (term, data) => kb.store.holds("terms", term, data);

  // The words that stand nowhere and are near a known one, each with that one; those in `kept` stay as they are.
  function correctSpelling(groups, data, kept) {
    const { shortest, asTyped } = data.expansion;
    const { questionWords, noise } = data.query;
    return groups.flatMap(({ kind, negative, written, terms }) => {
      const isPlain = kind === "word" && !negative && /^[a-z]+$/.test(written) && written.length >= shortest;
      const isKnown = questionWords.includes(written) || noise.includes(written)
        || kept.includes(written) || asTyped.includes(written);
      if (!isPlain || isKnown || stands(terms[0], data) || data.missing.size) return [];
      kb.store.spelling(written, data); // is asked for with what mends
      const used = kb.late("mend", "mend").wordMeant(written, data);
      return used && used !== written ? [{ typed: written, used }] : [];
    });
  }

  function corrected(typed, mended, data) {
    return mended.reduce(
      (text, { typed: word, used }) => text.replace(new RegExp(`(?<![0-9a-z])${word}(?![0-9a-z])`, "gu"), used),
      fold(typed, data.analysis),
    );
  }

  // A group spelled out where it stands for several terms, and what to say of it.
  function expand(group, data) {
    const [term] = group.terms;
    if (group.kind === "dates") return [spanOfDates(group, data), ""];
    if (group.kind === "prefix") {
      const found = beginning(term, data);
      return [{ ...group, kind: "any", terms: found.length ? found : group.terms }, ""];
    }
    if (group.kind === "concept") return concept(group, term, data);
    if (group.kind === "word" && /[0-9]/.test(term)) return numbered(group, term, data);
    return [group.kind === "word" ? shortened(group, term, data) : group, ""];
  }

  // A document by its number, and the codes of a family by its name.
  function concept(group, term, data) {
    const { ofFamilies } = data.expansion;
    if (Object.hasOwn(ofFamilies, term)) return spelled(group, ofFamilies[term], "is a family of codes:", data);
    return term.startsWith("#") && !stands(term, data) ? documentOf(group, term, data) : [group, ""];
  }

  // A word that nothing has stands for the few that it begins: immuno for immunotherapy.
  function shortened(group, term, data) {
    const [short, few] = data.expansion.begun;
    const begun = term.length >= short && !stands(term, data) ? beginning(term, data) : [];
    return begun.length && begun.length <= few ? { ...group, terms: begun } : group;
  }

  // The document that a number is of, or the codes that it begins; a page's code goes before a document.
  function numbered(group, term, data) {
    const coded = code(group, term, data);
    const isPage = data.expansion.codes.some((known) => known.startsWith(term));
    const [held, told] = isPage ? [group, ""] : kb.documentNumbers.asHeld(group, data);
    if (held === group) return coded;
    return stands(held.terms[0], data) ? [held, told] : documentOf(held, held.terms[0], data);
  }

  // A document by the beginning of its number, or without the edition that was typed.
  function documentOf(group, term, data) {
    const begun = beginning(`${term}.`, data);
    if (begun.length) return spelled(group, begun, "is the beginning of", data);
    const lettered = kb.documentNumbers.lettered(term, data);
    if (lettered.length) {
      const written = group.written.toUpperCase();
      const named = lettered.slice(0, data.expansion.shown).map((one) => `${group.written}${one.slice(term.length)}`.toUpperCase());
      return [{ ...group, kind: "any", terms: lettered }, `${written} is read as revision ${named.join(", ")}.`];
    }
    const base = term.includes(".") ? term.slice(0, term.lastIndexOf(".")) : "";
    if (!base || !stands(base, data)) return withoutLetters(group, data); // NCD 110.25 is no edition of 110
    const editions = [base, ...beginning(`${base}.`, data)].filter((one) => stands(one, data));
    const { between } = data.analysis.numbers;
    const number = group.written.replace(new RegExp(`[${between}][0-9a-z]+$`, "u"), "").toUpperCase();
    const note = `${group.written.toUpperCase()} has no entry of its own: what follows is of ${number}, or of other revisions of it.`;
    return [{ ...group, kind: "any", terms: editions }, note];
  }

  // A number that nothing has with the letters before it stands for the one without them: med 8.01.01.
  function withoutLetters(group, data) {
    const numbers = kb.documentNumbers;
    const found = whole(data.expansion.documents.bare).exec(group.written);
    const number = found?.[1] || found?.[2];
    if (!number || whole(data.analysis.code).test(number)) return [group, ""];
    const [held, other] = numbers.asHeld({ ...group, kind: "word", terms: [number] }, data);
    const told = other || `${group.written.toUpperCase()} is read as ${number}.`;
    const [key] = held.terms;
    if (stands(key, data)) return [key.length > data.expansion.fewest ? held : { ...held, kind: "title" }, told];
    return numbers.isHeld(key, data) ? [documentOf(held, key, data)[0], told] : [group, ""];
  }

  function code(group, term, data) {
    const family = whole(data.expansion.family).test(term) ? beginning(`${term}.`, data) : [];
    if (family.length) return spelled(group, family, "is a family of diagnoses:", data);
    if (whole(data.expansion.beginning).test(term)) return spelled(group, begun(term, data), "is the beginning of", data);
    return [group, ""];
  }

  // Of a number that stands itself, such as a document's, only codes with a page.
  function begun(term, data) {
    const isCode = whole(data.analysis.code);
    if (stands(term, data)) return data.expansion.codes.filter((known) => known.startsWith(term));
    return beginning(term, data).filter((found) => isCode.test(found));
  }

  function spelled(group, found, what, data) {
    if (!found.length) return [group, ""];
    const { shown } = data.expansion;
    const own = stands(group.terms[0], data) ? group.terms : [];
    const named = found.slice(0, shown).map((term) => term.toUpperCase().replace(/^#+/, "")).join(", ");
    const more = found.length > shown ? ` and ${found.length - shown} more` : "";
    const note = `${group.written.toUpperCase()} ${what} ${named}${more}.`;
    return [{ ...group, kind: "any", terms: [...own, ...found] }, note];
  }

  function spanOfDates(group, data) {
    const [field, low, high] = group.terms;
    const held = kb.store.between("facets", `${field}=${low}`, `${field}=${high}~`, Infinity, data);
    return { ...group, kind: "facet", terms: held.length ? held : [`${field}=none between ${low} and ${high}`] };
  }

  kb.expansion = { correctSpelling, corrected, expand };
})();
