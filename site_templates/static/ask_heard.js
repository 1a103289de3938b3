// Which words and dimensions of a question neither its reading nor what a reply cites holds, as kb/ask/heard.py tells.
// Needs analysis.js and ask_words.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { found, every, unique } = kb.askWords;

  const everyTerm = (text, data) => kb.analysis.analyse(text, data.analysis).map((one) => one.text);
  const termsOf = (text, data) => kb.analysis.words(text, data.analysis).map(({ term }) => term);

  // The words of a question, as typed, that are in none of the records cited; `said` are the words that chose them. The
  // page of a code comes from `pageOf`.
  async function unheard({ found: read, data, root }, claims, said, pageOf) {
    const { patterns, put } = kb.askWords.of();
    const codes = [said, ...claims.map(({ text }) => text)].flatMap((text) => every(patterns.codes, text)).map((code) => code.toUpperCase());
    const records = unique(claims.map(({ entry, section }) => `${entry}#${section}`));
    const texts = (await Promise.all(records.map((record) => textsOf(record, root, pageOf)))).flat();
    const terms = new Set([...[...read.read].filter((term) => term.startsWith("~")), ...put,
      ...[said, ...claims.map(({ text }) => text), ...texts].flatMap((text) => everyTerm(text, data))]);
    const isHeard = ({ written, terms: own, negative }) => {
      const [code] = every(patterns.codes, written);
      return code === written ? codes.includes(written.toUpperCase()) : negative || own.some((term) => terms.has(String(term)));
    };
    return read.groups.filter((group) => !isHeard(group)).map(({ written }) => written);
  }

  // What a section of a code's page says with a source, and the title of the page.
  async function textsOf(record, root, pageOf) {
    const [entry, section] = record.split("#");
    const { title, said, rows } = await pageOf(entry.split("/")[1].toUpperCase(), [section], root);
    return [title, ...[...(said[section] || []), ...(rows[section] || []).map(({ claim }) => claim)].map(({ text }) => text)];
  }

  // The words that nothing read and nothing found holds, and the notes: but for words of the codes' titles.
  function leftOpen(read, data) {
    const titles = read.codes.flatMap((code) => everyTerm(kb.called.codes[code] || "", data));
    const isTitled = (word) => read.groups.some(({ written, terms }) => written === word && terms.some((term) => titles.includes(String(term))));
    const named = read.unheld.filter(isTitled);
    return { words: read.unheld.filter((word) => !named.includes(word)),
      notes: read.notes.filter((note) => !named.some((word) => note.includes(`“${word}”`))) };
  }

  // The sections found, where no code is asked of, with those first whose title has two words of the question; so where
  // the title of the first has none.
  function titledFirst({ hits, codes, groups, read }, data) {
    if (codes.length) return hits;
    const sought = groups.filter(({ negative }) => !negative).map(({ terms }) => terms.map(String)).filter((terms) => !terms.some((term) => read.has(term)));
    const counts = hits.map(({ document }) => everyTerm(document.title, data)).map((title) => sought.filter((terms) => terms.some((term) => title.includes(term))).length);
    if (counts[0] || Math.max(0, ...counts) < kb.askWords.of().titled) return hits;
    return hits.map((hit, at) => [hit, counts[at]]).sort(([, one], [, other]) => other - one).map(([hit]) => hit);
  }

  // The words that ask for units, modifiers or a row of fees, of which no text has one: as typed.
  function unheardTopic(typed, texts, data) {
    const { topics, questionTerms } = kb.askWords.of();
    const told = new Set(texts.flatMap((text) => termsOf(text, data)));
    const asked = topics.filter(({ ofMedicare }) => ofMedicare).map((topic) => found(topic.asked, typed)?.[0]).filter(Boolean);
    return asked.filter((one) => !termsOf(one, data).some((term) => told.has(term) && !questionTerms.includes(term)));
  }

  // What the question names of a dimension, such as a step of an appeal, of which no text speaks.
  function otherDimensions(read, texts, data) {
    const { intent, limitParts } = data.reading;
    const told = ` ${texts.flatMap((text) => termsOf(text, data)).join(" ")} `;
    const named = unique(read.dimensions.map(([name, number]) => `${name}:${number}`)).filter((mark) => !limitParts.meantAnyway.includes(mark));
    return named.map((mark) => mark.split(":")).filter(([name, number]) =>
      !saidOf(name, Number(number), intent).some((phrase) => told.includes(` ${phrase} `)))
      .map(([name, number]) => kb.askWords.of().dimensions[name][number]);
  }

  // The terms by which a section can speak of a value of a dimension.
  function saidOf(name, number, { dimensions, following }) {
    return Object.keys(dimensions).filter((terms) => dimensions[terms][0] === name && dimensions[terms][1] === number && !following.includes(terms));
  }

  kb.askHeard = { leftOpen, titledFirst, unheard, unheardTopic, otherDimensions };
})();
