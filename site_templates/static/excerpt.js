// A hit for people: the words around the match, and why it matched, as kb/search/excerpt.py says it. Needs analysis.js,
// store.js, phrase.js and pieces.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { analyse, fold } = kb.analysis;
  const { hasTerm, numbers } = kb.store;

  const MORE = [24, 48]; // words shown beyond the width, to the end of a sentence or a clause; the same for the first hit
  const LATE = 8; // words at the end of the width; one that was found among them is followed by as many
  const RARE = 60; // what a word that is once in the text counts; one that is there twice half of it, and so on

  const SUBJECT = 3; // how much more a word on the subject counts than one that names a plan, a question or a code
  const NO_SUBJECT = ["any", "facet", "dates"];

  // What a window holds: the query's words, the rarer the more, and how many there are.
  function worthOf(marks, width, subject) {
    const times = new Map();
    for (const term of marks.flat()) times.set(term, (times.get(term) || 0) + 1);
    const worth = (term) => Math.floor(RARE / Math.min(times.get(term), RARE)) * (subject.has(term) ? SUBJECT : 1);
    return (at) => {
      const within = marks.slice(at, at + width);
      const found = [...new Set(within.flat())].reduce((sum, term) => sum + worth(term), 0);
      return found * marks.length + within.filter(({ length }) => length).length;
    };
  }

  // The first of the windows that hold most.
  function bestStart(held, marks, width) {
    let [best, most] = [0, -1];
    for (let at = 0; at <= Math.max(0, marks.length - width); at += 1) {
      if (held(at) > most) [best, most] = [at, held(at)];
    }
    return best;
  }

  // From the start of the sentence if all matches still fit, or if it is near: what it begins with can turn its sense.
  // Gives the first word, and the one behind the width.
  function fromSentence(best, width, before, shown, marks, held) {
    const first = marks.findIndex(({ length }, at) => at >= best && length);
    let begun = first < 0 ? best : first;
    while (begun > 0 && !/[.!?]$/.test(shown[begun - 1])) begun -= 1;
    if (held(begun) === held(best)) return [begun, begun + width];
    return [best >= begun && best - begun <= before ? begun : best, best + width];
  }

  // Behind the end of a sentence that is near, or of a clause, for it can have the condition; else where the width ends.
  // `isLate`: a word that was found is among the last, so that more is shown in any case.
  function endOf(shown, at, more, isLate) {
    for (const ends of [/[.!?]$/, /[.!?;]$/]) {
      for (let place = Math.max(at, 1); place <= Math.min(at + more, shown.length); place += 1) {
        if (ends.test(shown[place - 1])) return place;
      }
    }
    return isLate ? at + LATE : at;
  }

  // The words of a concept by its name, which may be several: `~revenue code`.
  function wordsOf(term, data) {
    return /^~[a-z]/i.test(term) ? kb.analysis.words(term.slice(1), data.analysis).map((word) => word.term) : [];
  }

  // The words of a query by which it is not known to name a plan, a question or a code.
  function subjectOf(groups, read, data) {
    const isCode = new RegExp(`^(?:${data.analysis.code})$`, "u");
    const terms = groups.filter(({ kind }) => !NO_SUBJECT.includes(kind)).flatMap((group) => group.terms.map(String));
    return new Set(terms.filter((term) => !read.has(term) && !term.startsWith("#") && !isCode.test(term)));
  }

  function excerpt(text, groups, asked, data) {
    const shown = text.match(new RegExp(`[^${data.analysis.blank}]+`, "gu")) || [];
    const { width: widths, whole, before } = data.excerpt;
    const kind = asked.isLeading ? 1 : 0;
    if (asked.isRow || shown.length <= whole[kind]) return shown.join(" ");
    const spoken = groups.filter(({ kind }) => kind === "concept").flatMap(({ written }) => kb.analysis.words(written, data.analysis).map(({ term }) => term));
    const wanted = new Set([...groups.flatMap(({ terms }) => terms.flatMap((term) => [term, ...wordsOf(term, data)])), ...spoken]);
    const termsIn = (word) => [...new Set(analyse(word, data.analysis).map((term) => term.text))];
    const marked = new Map([...new Set(shown)].map((word) => [word, termsIn(word).filter((term) => wanted.has(term))]));
    const marks = shown.map((word) => marked.get(word));
    const subject = subjectOf(groups, asked.read, data);
    const width = widths[kind];
    const named = new Set([...subject].flatMap((term) => [term, ...wordsOf(term, data)]));
    const held = worthOf(marks, width, subject);
    const [best, end] = fromSentence(bestStart(held, marks, width), width, before, shown, marks, held);
    const last = endOf(shown, end, MORE[kind], marks.slice(end - LATE, end).some(({ length }) => length));
    const none = shown.map(() => []);
    const bounds = asked.isOfDay ? kb.pieces.bounding(shown, asked.years, data.pieces) : none;
    const part = [best, Math.min(last, shown.length)];
    const turns = asked.isLeading ? kb.pieces.turning(shown, part, asked.opens, data.pieces) : none;
    const amounts = kb.pieces.sought(shown, asked.sought, data.pieces);
    const both = marks.map((mark, at) => [...mark, ...bounds[at], ...turns[at], ...amounts[at]]);
    const isCode = new RegExp(`^(?:${data.analysis.code})$`, "u");
    const codes = new Set(groups.flatMap(({ terms }) => terms.map(String)).filter((term) => isCode.test(term)));
    const { BOUND, TURN, OPENING, SOUGHT } = kb.pieces;
    const kinds = [codes, asked.spoken, new Set([BOUND]), new Set([SOUGHT]), named, new Set([OPENING]), new Set([TURN])];
    const decisive = { kinds, again: new Set([...asked.absent, BOUND, TURN, SOUGHT]), isLeading: asked.isLeading };
    const deciding = kb.pieces.toShow(shown, both, part, decisive, data.pieces);
    const telling = marks.map((mark) => mark.some((term) => named.has(term)));
    const parts = kb.pieces.withLimits(shown, deciding, telling, asked.isLeading, data.pieces);
    const told = parts.map(([from, to]) => shown.slice(from, to).join(" ")).join(" … ");
    return `${parts[0][0] ? "… " : ""}${told}${parts.at(-1)[1] < shown.length ? " …" : ""}`;
  }

  function why(number, document, groups, data) {
    const positive = groups.filter(({ negative }) => !negative);
    const reasons = positive.map((group) => reasonFor(number, document, group, data));
    return [...new Set(reasons.filter(Boolean))];
  }

  function reasonFor(number, document, group, data) {
    if (group.kind === "facet") {
      const filter = group.terms.find((term) => numbers("facets", term, data).includes(number));
      return filter ? `filter ${filter.replaceAll("=", ": ")}` : "";
    }
    for (const field of group.kind === "value" ? data.valueFields : data.fields) {
      const held = heldIn(number, field, group, data);
      if (held) return `${called(group, held, data)} (${placeOf(field, document, data)})`;
    }
    return "";
  }

  // The first of the group's terms that a field of a section has, all of them side by side where it is a phrase.
  function heldIn(number, field, group, data) {
    if (group.kind === "phrase") {
      return kb.late("phrase", "exact").sections(group.terms, field, data).has(number) ? group.terms[0] : "";
    }
    return group.terms.find((term) => hasTerm(number, term, field, data));
  }

  function placeOf(field, document, data) {
    return field === "reached" ? `reached: ${document.reach}` : data.places[field];
  }

  // The concept beside the words typed, a code of a range beside the range.
  function called({ kind, written }, held, data) {
    const name = held.replace(/^~+/, "");
    const isNamed = (kind === "concept" || kind === "value") && held.startsWith("~");
    if (isNamed && fold(name, data.analysis) !== fold(written, data.analysis)) return `${written} → ${name}`;
    return kind === "any" ? `${written} → ${held}` : written;
  }

  // What a question asks for: an amount, a time, or nothing that is known by how it is written.
  function soughtOf(question, { reading: { timedQuestions } }) {
    return question === "benchmarks" ? "amount" : timedQuestions.includes(question) ? "time" : "";
  }

  // The excerpt of a hit and the reasons for it; that of the first one is longer, for people read it as the answer.
  function show({ number, document }, { groups, settled, alike, read, question, absent, day, lastDay, asksEffective, asks }, isLeading, data) {
    // An excerpt shows what is said of the dimensions asked for: a setting, a network.
    const terms = alike.flat().flatMap((phrase) => phrase.split(" "));
    const spoken = [...groups, ...(terms.length ? [{ kind: "any", terms, written: "" }] : [])];
    const years = [day, lastDay].filter(Boolean).map((one) => one.slice(0, 4));
    const isRow = !document.url.endsWith(`#${document.section}`);
    const asked = { read, isLeading, isRow, opens: document.kind !== "payer", sought: soughtOf(question, data), absent: absent.map(({ written }) => written.toLowerCase()), years,
      spoken: new Set(kb.asks.wordsOf(asks, data).flat().flatMap((phrase) => phrase.split(" "))), isOfDay: years.length > 0 || asksEffective };
    return { excerpt: excerpt(document.text, spoken, asked, data), why: why(number, document, groups.filter((group) => !settled.has(group)), data) };
  }

  kb.excerpt = { show, subjectOf };
})();
