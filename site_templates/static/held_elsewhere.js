// Numbers of documents that are asked for and that the plan asked of has not, or that the library only mentions, as
// kb/search/held_elsewhere.py tells of them. Needs field_sets.js and document_numbers.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { matches, having, within, join, meet } = kb.fieldSets;
  const VERSIONS = ["version", "edit", "revis"]; // words of sections that name versions, as terms
  const SHOWN = 2; // documents of one number that are named

  const holding = (group, data) => new Set(matches(group, true, data).keys());

  // The numbers, as typed, that sections speak of and that no entry is on.
  function mentioned(read, data) {
    return kb.documentNumbers.numbersAsked(read, data).filter((group) => holding(group, data).size && !within(data, "title", group.terms).size)
      .map(({ written }) => written);
  }

  // Whose each number is that what was found does not hold and that the library does; by the words typed.
  function told(read, { loosened, unheld }, data) {
    const found = new Map(nowhere(read, { loosened, unheld }, data)
      .map((one) => [one, `“${one}” stands nowhere in this library: no result is of it.`]));
    for (const group of kb.documentNumbers.numbersAsked(read, data)) {
      if (![...loosened, ...unheld].includes(group.written) || read.mentioned.includes(group.written)) continue;
      const own = within(data, "title", group.terms);
      const held = own.size ? own : holding(group, data);
      if (held.size) found.set(group.written, sentenceOf(read, group, own, titlesOf(held, data), data));
    }
    return found;
  }

  // The numbers, as typed, that nothing in the library holds; codes are told of as such.
  function nowhere(read, { loosened, unheld }, data) {
    const codes = read.absent.map(({ written }) => written.toLowerCase());
    const isGone = ({ written }) => [...loosened, ...unheld].includes(written) && !codes.includes(written);
    const gone = kb.documentNumbers.numbersAsked(read, data).filter(isGone);
    return gone.filter((group) => !holding(group, data).size).map(({ written }) => written);
  }

  function titlesOf(held, data) {
    const titles = [...held].sort((one, other) => one - other).map((number) => kb.store.section(number, data)?.title);
    return [...new Set(titles)].slice(0, SHOWN).join(" and ");
  }

  function sentenceOf(read, { written }, own, titles, data) {
    const what = own.size ? "is held as a document of" : "is only mentioned, by";
    const whose = read.named ? `no document of ${read.planLabel} is recorded by it` : "what follows is not of it";
    const said = saidOfOthers(read, own, data);
    return `“${written.toUpperCase()}” ${what} ${titles}${said ? `, where it says: “${said.replace(/[.]+$/u, "")}”` : ""}${read.scopes.length || !said ? `; ${whose}` : ""}.`;
  }

  // What sections say of a plan that is named and not here: that it shows the document as well.
  function saidOfOthers({ groups }, own, data) {
    const others = groups.filter(({ negative }) => !negative).flatMap(({ terms }) => terms).filter((term) => String(term).startsWith("~!"));
    const numbers = others.length ? [...own].sort((one, other) => one - other) : [];
    return numbers.flatMap((number) => kb.sentences(kb.store.section(number, data)?.text || "")).find((said) => kb.sentences.holds(others, said, data));
  }

  // What the best result says of each number that no entry is on.
  function onMentioned(read, order, data) {
    return kb.documentNumbers.numbersAsked(read, data).filter(({ written }) => read.mentioned.includes(written)).flatMap((group) => {
      const held = holding(group, data);
      const first = order.find(({ number }) => held.has(number));
      const section = first && kb.store.section(first.number, data);
      if (!section) return [];
      const said = kb.sentences(section.text).find((sentence) => kb.sentences.holds(group.terms, sentence, data));
      const told = said || ofRevision(group, [section.text]).join(" ");
      const own = `“${group.written.toUpperCase()}” has no entry of its own here. ${section.title}`;
      return [told ? `${own} only mentions it: “${told}”` : `${own} cites it as a source.`];
    });
  }

  // What the entry of the first result says of a revision that is asked for and has no entry of its own.
  function onRevision(read, first, data) {
    const texts = kb.firstEntry.sectionsOf(first, data).map(({ text }) => text);
    const title = kb.store.section(first, data)?.title;
    return kb.documentNumbers.ofOtherRevisions(read).flatMap((group) => {
      const said = ofRevision(group, texts);
      return said.length ? [`${group.written.toUpperCase()}: ${title} says of it: “${said.join(" ")}”`] : [];
    });
  }

  // The versions asked for by number that the entry of the first result does not name.
  function onVersions(read, first, data) {
    if (!read.versions.length || !kb.documentNumbers.numbersAsked(read, data).length) return [];
    const named = meet(within(data, "word", VERSIONS), new Set(kb.firstEntry.numbersOf(first, data)));
    const isNamed = (version) => meet(named, within(data, "word", [1, 2, 3].map((digits) => version.padStart(digits, "0")))).size;
    const typed = kb.documentNumbers.numbersAsked(read, data).filter(({ written }) => /^[al][0-9]{5}$/u.test(written));
    const article = new Set(typed.map(({ written }) => written)).size === 1 ? typed[0] : undefined;
    return read.versions.filter((version) => !isNamed(version)).map((version) => {
      const inSource = article && [article.terms, [1, 2, 3].map((digits) => version.padStart(digits, "0")), VERSIONS];
      const cited = article && [...inSource.map((terms) => within(data, "source", terms)).reduce(meet)].sort((one, other) => one - other)[0];
      if (cited === undefined) return `${kb.store.section(first, data)?.title} names no version ${version}.`;
      const conflicts = meet(new Set(kb.firstEntry.numbersOf(cited, data)), having(data, "section=conflicts"));
      const told = kb.store.section([...conflicts].sort((one, other) => one - other)[0] ?? cited, data);
      return `Version ${version} of ${article.written.toUpperCase()} is cited as a source: see ${told?.title}, ${told?.heading}.`;
    });
  }

  // The first sentences that name the revision at the end of a number: `.27`, `edition 098`.
  function ofRevision({ written }, texts) {
    const typed = written.match(/[.-]([0-9]{2,3})$/u);
    if (!typed) return [];
    const named = new RegExp(`(?<![0-9a-z])(?:[.-]|(?:edition|revision|version) )0*${Number(typed[1])}(?![0-9])`, "u");
    return texts.flatMap((text) => kb.sentences(text)).filter((one) => named.test(one.toLowerCase())).slice(0, SHOWN);
  }

  // The sections whose value is no answer for a number that they only mention.
  function sectionsMentioning(read, data) {
    const asked = kb.documentNumbers.numbersAsked(read, data).filter(({ written }) => read.mentioned.includes(written));
    return join(...asked.map((group) => holding(group, data)));
  }

  kb.heldElsewhere = { mentioned, nowhere, told, onMentioned, onRevision, onVersions, sectionsMentioning };
})();
