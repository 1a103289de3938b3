// A query beside what the index holds, as kb/search/expansion.py reads it: misspelt words mended, beginnings and families
// of codes spelled out, codes never guessed. Needs query.js, store.js, spelling.js, not_held.js and dates.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { fold } = kb.analysis;
  const { nearest } = kb.spelling;
  const { parseQuery } = kb.query;
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  const beginning = (start, data) => kb.store.beginning("terms", start, data.widen.most, data);
  const { holds } = kb.store;
  const stands = (term, data) => holds("terms", term, data);

  // The groups as they are searched, the words mended, and what a reader must be told: of codes without a page, of the
  // date of service, which is not searched.
  function readQuery(typed, data) {
    const [asked, date] = dated(typed, data);
    const parsed = parseQuery(asked, data);
    parsed.forEach((group) => askFor(group, data));
    if (data.missing.size) return { groups: [], mended: [], notes: [], absent: [], date };
    const mended = parsed.map((group) => mend(group, data)).filter(Boolean);
    const groups = mended.length ? parseQuery(corrected(asked, mended, data), data) : parsed;
    const widened = groups.map((group) => widen(group, data));
    const notes = widened.map(([, note]) => note).filter(Boolean);
    return { groups: widened.map(([group]) => group), mended, notes, absent: kb.notHeld.absent(groups, data), date };
  }

  // Beside a code with a page a date is one of service; without one it is words.
  function dated(typed, data) {
    const [rest, date] = kb.queryDates.readDate(typed, data);
    if (!date) return [typed, ""];
    const named = parseQuery(rest, data).filter(({ kind, negative }) => !negative && kind !== "any");
    const codes = named.flatMap(({ terms }) => terms.map((term) => String(term).replace(/^code=/, "")));
    return codes.some((code) => data.widen.codes.includes(code)) ? [rest, date] : [typed, ""];
  }

  // What will be needed anyway, so that it is loaded at once.
  function askFor({ kind, terms }, data) {
    if (kind === "dates" || kind === "prefix") return;
    terms.forEach((term) => holds(kind === "facet" ? "facets" : "terms", term, data));
  }

  function mend(group, data) {
    const word = group.written;
    const isPlain = group.kind === "word" && !group.negative && /^[a-z]+$/.test(word);
    if (!isPlain || word.length < data.widen.shortest || stands(group.terms[0], data)) return null;
    const used = nearest(word, data);
    return used ? { typed: word, used } : null;
  }

  function corrected(typed, mended, data) {
    return mended.reduce(
      (text, { typed: word, used }) => text.replace(new RegExp(`(?<![0-9a-z])${word}(?![0-9a-z])`, "gu"), used),
      fold(typed, data.analysis),
    );
  }

  function widen(group, data) {
    const [term] = group.terms;
    if (group.kind === "dates") return [spanOfDates(group, data), ""];
    if (group.kind === "prefix") {
      const found = beginning(term, data);
      return [{ ...group, kind: "any", terms: found.length ? found : group.terms }, ""];
    }
    return group.kind === "word" && /[0-9]/.test(term) ? widenCode(group, term, data) : [group, ""];
  }

  function widenCode(group, term, data) {
    if (whole(data.widen.family).test(term)) {
      return spelled(group, beginning(`${term}.`, data), "is a family of diagnoses:", data);
    }
    if (whole(data.widen.beginning).test(term)) return spelled(group, begun(term, data), "is the beginning of", data);
    return [group, ""];
  }

  // Of a number that stands itself, such as a document's, only codes with a page.
  function begun(term, data) {
    const isCode = whole(data.analysis.code);
    if (stands(term, data)) return data.widen.codes.filter((code) => code.startsWith(term));
    return beginning(term, data).filter((found) => isCode.test(found));
  }

  function spelled(group, found, what, data) {
    if (!found.length) return [group, ""];
    const { shown } = data.widen;
    const own = stands(group.terms[0], data) ? group.terms : [];
    const named = found.slice(0, shown).map((term) => term.toUpperCase()).join(", ");
    const more = found.length > shown ? ` and ${found.length - shown} more` : "";
    const note = `${group.written.toUpperCase()} ${what} ${named}${more}.`;
    return [{ ...group, kind: "any", terms: [...own, ...found] }, note];
  }

  function spanOfDates(group, data) {
    const [field, low, high] = group.terms;
    const held = kb.store.between("facets", `${field}=${low}`, `${field}=${high}~`, Infinity, data);
    return { ...group, kind: "facet", terms: held.length ? held : [`${field}=none between ${low} and ${high}`] };
  }

  kb.expansion = { readQuery };
})();
