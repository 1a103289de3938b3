// Answers and sections as claims, as kb/ask/claims.py makes them: the words of an answer come from the build
// (kb/pages/ask_scripts.py), one script a plan; those of a section from what the search found, with the sources that it
// cites. Needs names.js, dom.js and ask_words.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { dataFrom } = kb.dom;
  const { filled } = kb.askWords;
  const [plans, codes, cited] = [new Map(), new Map(), new Map()];

  // Called by the scripts in static/ask/ and static/cited/.
  kb.askPlans = (part, packed) => plans.set(part, packed);
  kb.askCode = (code, packed) => codes.set(code, packed);
  kb.askCited = (part, packed) => cited.set(part, packed);

  // The number of the script of a plan: several are together, in the order of lists.
  const partOf = (scope) => Math.floor(kb.names.scopes.findIndex(({ id }) => id === scope) / kb.askWords.of().together);

  // The answers of a plan, with the texts and the sources of its script.
  async function planOf(scope, root) {
    const part = partOf(scope);
    const packed = await dataFrom(`${root}static/ask/plans/${part}.js`, "the answers of a plan", () => plans.get(part));
    return { ...packed, ...packed.plans[scope] };
  }

  const codeOf = (code, root) => dataFrom(`${root}static/ask/codes/${code.toLowerCase()}.js`, "the facts on a code", () => codes.get(code));

  // A section of a code's page, and the script that it stands in with its texts and its sources.
  async function sectionOf(code, section, root) {
    const first = await codeOf(code, root);
    const part = first.parts[section];
    const packed = part ? await codeOf(`${code}-${part}`, root) : first;
    return { packed, held: packed.sections[section] || {} };
  }

  function sourcesOf({ sources }, numbers) {
    return numbers.map((number) => ({ words: sources[number][0], url: sources[number][1] }));
  }

  // The answer of a plan to a question: of a code, of a class of codes, or of none, as it is named in the script.
  async function answerOf(scope, code, question, root) {
    const packed = await planOf(scope, root);
    const at = kb.names.questions.findIndex(({ key }) => key === question);
    return worded(packed, packed.answers[packed.sets[packed.codes[code] ?? packed.rest][at]], { scope, code, question });
  }

  // An answer in words.
  function worded(packed, [known, value, told, entry, acts = [], from = [], late = []], { scope, code, question }) {
    const text = (number) => written(number, packed, scope, code);
    const { slug } = kb.names.questions.find(({ key }) => key === question);
    return { scope, code, question, section: slug, isKnown: Boolean(known), value: text(value), told: text(told), entry: text(entry),
      acts: acts.map(text), sources: sourcesOf(packed, from), late: late.map(([due, number]) => [due, text(number)]), caveats: [], isInPrint: true };
  }

  // The time limits of a plan for a question on a code, or on none.
  async function limitsOf(scope, code, question, root) {
    const packed = await planOf(scope, root);
    const { sets, codes: of, rest } = packed.limits;
    const { slug } = kb.names.questions.find(({ key }) => key === question);
    return (sets[of[code] ?? rest][question] || []).map(([numbers, counted, days, from]) => {
      const [told, whom, starts, note, doubts, standing, entry] = numbers.map((number) => written(number, packed, scope, ""));
      const [unit, length, counts, holidays, weekend, presumed] = counted;
      const [since, effective, ends, reviewBy] = days;
      return { told, whom, starts, note, doubts, standing, entry, section: slug, unit, length, counts, holidays, weekend, presumed,
        since, effective, ends, reviewBy, sources: sourcesOf(packed, from) };
    });
  }

  // A text with its holes filled but for that of the value.
  function written(number, { texts: own }, scope, code) {
    const { texts, classTitles } = kb.askWords.of();
    const text = number < texts.length ? texts[number] : own[number - texts.length];
    const shown = classTitles[code] || code;
    return kb.dom.named(filled(text, { plan: planName(scope), on: shown && ` of ${shown}`, ...(code ? {} : { code }) }), code);
  }

  function planName(scope) {
    return kb.dom.scopeName(kb.names.scopes.find(({ id }) => id === scope));
  }

  // The claim of an answer that is known, with the limit of a group in the place of its value, and what is overdue.
  function answerClaims({ told, value, entry, section, sources, late, caveats }, limit, today) {
    const warnings = late.filter(([due]) => due < today).map(([, warning]) => warning);
    const [head, note = "", doubts = ""] = filled(told, { said: limit || value }).split("\n");
    const cautions = caveats.includes(doubts) ? [] : [doubts];
    return sources.length ? [{ ...withNote(head, note, ...caveats, ...cautions, ...warnings), entry, section, sources }] : [];
  }

  // What is not known, and where it was searched.
  const gapOf = ({ told }) => kb.askWords.gap(...told.split("\n"));

  const joined = (...parts) => parts.filter(Boolean).join(" ");

  // A claim whole and without its note; brief is empty where no note is left out.
  const withNote = (head, note, ...rest) => ({ text: joined(head, note, ...rest), brief: note ? joined(head, ...rest) : "" });

  // The claim of a section or a row that was found.
  async function sectionClaims({ document, excerpt }, root) {
    const { entry, section, kind, title, heading, value, certainty, url } = document;
    const name = kind === "code" ? title.split(":")[0] : title;
    const told = value && kind === "entry" ? `${value}${certainty ? ` (${certainty})` : ""}. ` : "";
    const head = `${name}, ${heading.toLowerCase()}: ${told}`;
    const said = { text: `${head}${bare(excerpt, heading)}`, brief: told ? head.trim() : "" };
    const sources = await citedBy(entry, url.split("#")[1], root);
    return sources.length ? [{ ...said, entry, section, sources }] : [];
  }

  // An excerpt without the ids of its sources, and without its heading once more.
  function bare(excerpt, heading) {
    const [citation, flags] = kb.askWords.of().patterns.citation;
    const plain = excerpt.replace(new RegExp(citation, `g${flags}`), "").replace(/\s+/g, " ").trim();
    return (plain.startsWith(`${heading}. `) ? plain.slice(heading.length + 2) : plain).replace(/\.\.$/, ".");
  }

  async function citedBy(entry, place, root) {
    const [first, second] = entry.split("/");
    if (first === "codes") return citedByCode(second.toUpperCase(), place, root);
    const packed = await citedIn(first, second, root);
    return sourcesOf(packed, packed.cited[entry]?.[place] || []);
  }

  // The contacts of a plan as claims, each with the question, the kind and the lines of business that it is for.
  async function contactsOf(scope, root) {
    const packed = await planOf(scope, root);
    return packed.contacts.map(([about, kind, told, place, marks, sources]) => {
      const [question, called, parts, entry, ...lines] = [about, kind, told, place, ...marks].map((number) => written(number, packed, scope, ""));
      const { slug } = kb.names.questions.find(({ key }) => key === question);
      return { question, kind: called, lines, claim: { ...withNote(...parts.split("\n")), entry, section: slug, sources: sourcesOf(packed, sources) } };
    });
  }

  // The sources of a section of a code's page, or of a row: units-2 is the second of its section.
  async function citedByCode(code, place, root) {
    const { packed, held } = await sectionOf(code, place, root);
    const [, section, number] = held.cited ? [] : /^(.*)-([0-9]+)$/.exec(place) || [];
    if (!section) return sourcesOf(packed, held.cited || []);
    const there = await sectionOf(code, section, root);
    return sourcesOf(there.packed, there.held.rows?.[number - 1]?.[1] || []);
  }

  function citedIn(first, second, root) {
    const part = second === "payer" ? "payers" : partOf(`${first}/${second}`);
    return dataFrom(`${root}static/cited/${part}.js`, "the sources of a page", () => cited.get(part));
  }

  kb.askClaims = { partOf, written, worded, sourcesOf, contactsOf, planOf, planName, codeOf, sectionOf, answerOf, answerClaims, gapOf, limitsOf, sectionClaims };
})();
