// Which sections tell of what is asked for beside a question, as kb/search/ranking_asks.py finds them. Needs field_sets.js
// and document_numbers.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const OF_ANY_QUESTION = ["patient-bill"]; // what a section on any question can tell of
  const NAMED_IN_ROWS = ["medicare-advantage", "medicaid"]; // lines of business that price files always name
  const { matches, having, holding, within, meet, join, everything } = kb.fieldSets;

  // Whether a contact is asked for of a peer-to-peer: that of another step is none of it.
  function isOfPeer({ dimensions }, { reading: { intent: { peer } } }) {
    return dimensions.some(([name, number]) => name === peer[0] && number === peer[1]);
  }

  // By what is asked for the sections of the plans that tell of it, on the question if one is put. What changed in a
  // document that is named by its number is told by sections that have the number; in what a title of the plans names,
  // by the entries with that title.
  function sectionsOf(read, plans, data) {
    const mine = read.named ? plans : everything(data);
    const on = read.question && !read.isWeak ? having(data, `topic=${read.question}`) : mine;
    const numbers = kb.documentNumbers.numbersAsked(read, data);
    const ofTitles = meet(titledSubject(read, data), mine);
    const ofNumbers = numbers.length ? join(...numbers.map((group) => matches(group, true, data)))
      : ofTitles.size ? ofTitles : mine;
    return new Map(kb.asks.kindsOf(read.asks, data).map(({ key, words, facet, on_subject: isOnSubject }) => {
      const isContact = data.reading.asks.contacts.includes(key);
      const found = isContact ? withContact(key, read, data) : facet ? having(data, facet) : join(...(words[0] || []).map((phrase) => holding(phrase, data)));
      if (isContact && isOfPeer(read, data)) return [key, meet(found, meet(meet(mine, on), join(...read.alike.flat().map((phrase) => holding(phrase, data)))))];
      if (key === "hospital") return [key, ofHospitals(read, data)];
      if (key === "opps") {
        const ofCodes = within(data, "named", read.codes.map((code) => code.toLowerCase()));
        return [key, meet(meet(found, having(data, "kind=code")), ofCodes)];
      }
      if (key === "changes" && read.codes.length && !numbers.length) {
        const ofCodes = join(...read.codes.map((code) => having(data, `code=${code.toLowerCase()}`)));
        const withoutPage = within(data, "word", read.absent.map(({ written }) => written.toLowerCase()));
        return [key, meet(meet(found, mine), meet(on, join(ofCodes, withoutPage)))];
      }
      if (OF_ANY_QUESTION.includes(key)) return [key, meet(meet(found, mine), numbers.length ? ofNumbers : mine)];
      // Any section of the entries on what is named can tell it: coverage for 6 months.
      if (key === "approval-length") return [key, meet(meet(found, mine), meet(join(on, onSubject(read, data)), ofNumbers))];
      if (isOnSubject) return [key, meet(words.length ? meet(found, mine) : found, onSubject(read, data))];
      return [key, meet(meet(found, mine), words.length ? meet(on, ofNumbers) : on)];
    }));
  }

  // The amounts of the hospitals named, on a code that is named, and of a payer that is; where no price file has a row of
  // one, the text on the files.
  function ofHospitals(read, data) {
    const named = join(...hospitalsAsked(read).map((one) => naming(one, read, data)));
    const found = meet(named, having(data, "row=yes"));
    if (!found.size) return named;
    const payers = { kind: "concept", terms: read.payers.map((payer) => `~${payer}`) };
    const mine = read.named ? meet(found, matches(payers, true, data)) : found;
    const lines = read.lines.filter((line) => NAMED_IN_ROWS.includes(line));
    return lines.length ? meet(mine, kb.late("plansBeside", "plans").rowsOnLine({ ...read, lines }, data)) : mine;
  }

  // A reading without the hospital where a payer is named, no amount is asked for, and no file has a row of it.
  function besidePlan(read, data) {
    const asked = hospitalsAsked(read);
    if (asked.some((one) => meet(naming(one, read, data), having(data, "row=yes")).size)) return read;
    const parts = read.parts.filter(({ kind, written }) => kind !== "ask" || !asked.includes(written));
    return { ...read, asks: read.asks.filter(({ key }) => key !== "hospital"), parts };
  }

  // What the text on the price files says of each hospital named that has no row.
  function withoutRow(read, data) {
    return hospitalsAsked(read).flatMap((one) => {
      const [named, group] = [naming(one, read, data), groupOf(one, read)];
      if (!group || !named.size || meet(named, having(data, "row=yes")).size) return [];
      const page = kb.store.section(Math.min(...named), data);
      const said = page && kb.sentences(page.text).find((sentence) => kb.sentences.holds(group.terms, sentence, data));
      return said ? [`No amount of “${one}” is recorded here. ${page.title}, ${page.heading}: “${said}”`] : [];
    });
  }

  // What the text on the price files says of a figure that the first result lacks: the 2.7 of 2.7 million.
  function onFigures(read, first, data) {
    const rows = having(data, "row=yes");
    const figures = read.groups.filter(({ written }) => /^[0-9]+[.][0-9]+$/u.test(written));
    const files = figures.length ? [...having(data, "section=observed-amounts")].filter((number) => !rows.has(number)) : [];
    return figures.flatMap((group) => {
      const found = matches(group, true, data);
      const at = Math.min(...files.filter((number) => found.has(number)));
      const { heading, text } = Number.isFinite(at) && !found.has(first) ? kb.store.section(at, data) || {} : {};
      return text ? kb.sentences(text).filter((one) => kb.sentences.holds(group.terms, one, data)).map((one) => `${heading}: “${one}”`) : [];
    });
  }

  // The names of the hospitals that a query has, as typed.
  function hospitalsAsked({ asks }) {
    return asks.filter(({ key }) => key === "hospital").flatMap(({ each }) => each);
  }

  // What price files have of a hospital, by a name of its group of synonyms, or as typed. Of codes whose pages quote no
  // price file nothing is told; rows are those of the codes that are named.
  function naming(hospital, read, data) {
    const group = groupOf(hospital, read);
    const found = group ? matches(group, true, data)
      : holding(kb.analysis.words(hospital, data.analysis).map(({ term }) => term).join(" "), data);
    const files = having(data, "section=observed-amounts");
    const onCodes = read.codes.length ? meet(files, within(data, "named", read.codes.map((code) => code.toLowerCase()))) : files;
    const own = meet(found, onCodes);
    if (own.size || !onCodes.size) return own;
    return new Set([...meet(found, files)].filter((number) => !having(data, "row=yes").has(number)));
  }

  // The group of a query that is the name of a hospital as typed.
  function groupOf(hospital, { groups }) {
    return groups.find(({ written, negative }) => written === hospital && !negative);
  }

  // The sections with a contact for all, or for a line of business that is named; none of appeals for claims.
  function withContact(key, read, data) {
    const telling = join(having(data, `contact=${key}`), ...read.lines.map((line) => having(data, `contact=${key}@${line}`)));
    const ofClaims = new RegExp(data.reading.asks.ofClaims, "u");
    const isOfClaims = read.question !== "appeals" && read.asks.some((ask) => ask.key === key && ofClaims.test(ask.every));
    const ofAppeals = having(data, "topic=appeals");
    return isOfClaims ? new Set([...telling].filter((number) => !ofAppeals.has(number))) : telling;
  }

  // The sections of entries whose titles hold the class or family of codes that is named, or a word of the subject.
  function titledSubject(read, data) {
    const families = read.groups.filter(({ kind }) => kind === "any").flatMap(({ terms }) => terms.map(String));
    const named = families.filter((term) => term.startsWith("~"));
    return within(data, "title", [...read.classTerms, ...named, ...kb.subject.terms(read, data)]);
  }

  // The sections of the entries on a product or a code that is named: their titles or their codes have it.
  function onSubject(read, data) {
    const groups = read.groups.filter(({ negative, kind }) => !negative && ["word", "concept"].includes(kind));
    const terms = groups.flatMap((group) => group.terms).filter((term) => !read.read.has(term));
    return join(within(data, "title", terms), within(data, "named", read.codes.map((code) => code.toLowerCase())));
  }

  kb.rankingAsks = { besidePlan, onFigures, sectionsOf, withoutRow };
})();
