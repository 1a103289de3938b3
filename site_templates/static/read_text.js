// Reads a text for what the record of a code must show. A passage counts as found only where nothing puts it in doubt:
// no word of doubt in it, none that its paragraph or the heading above it holds, and no other service in the text. The
// words come from kb/domain/doubts.py and the pages of codes, in read_records.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const BULLET = /^\s*(?:[-*\u2022\u25e6]|[0-9]{1,2}[.)])\s+/;
  const HEADING = /^(?:#{1,6}\s*(.+?)|([^.!?]{2,80}):|([A-Z][A-Z0-9 /&'()-]{2,60}))$/;
  const LABELED = /^([A-Za-z][^.!?:]{1,60}):\s+\S/;
  const SENTENCES = /(?<=[.!?])(?<!\b(?:approx|dr|mr|mrs|ms|no|vs|st|etc|pt|inj|e\.g|i\.e)\.)\s+(?=["\u201c([]?[A-Z])/i;
  const finders = new Map();

  // Where one of some words stands in a text: its place and the word as written; null where none does.
  function find(words, text) {
    if (!words.length) return null;
    const key = words.join("\n");
    if (!finders.has(key)) finders.set(key, finderOf(words));
    const found = finders.get(key).exec(text);
    return found && { word: found[0], at: found.index };
  }

  // Words stand by themselves; a number may stand right before one: 0.1mL.
  function finderOf(words) {
    const plain = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/['\u2019]/g, "['\u2019]").replace(/\s+/g, "\\s+"));
    return new RegExp(`(?<![\\p{L}])(?:${plain.sort((one, other) => other.length - one.length).join("|")})(?![\\p{L}\\p{N}])`, "iu");
  }

  // The paragraphs of a text, each as its lines; one that goes on in the next line is joined with it.
  function paragraphsOf(text) {
    const blocks = text.normalize("NFKC").split(/\r\n|\r|\n/).reduce((all, line) => {
      if (line.trim()) all.at(-1).push(line.trim());
      else if (all.at(-1).length) all.push([]);
      return all;
    }, [[]]);
    return blocks.filter((lines) => lines.length).map((lines) => lines.reduce(joined, []));
  }

  function joined(lines, line) {
    const last = lines.at(-1);
    const goesOn = last !== undefined && !/[.!?:]$/.test(last) && !BULLET.test(line) && !LABELED.test(line) && !HEADING.test(line)
      && !HEADING.test(last) && !(LABELED.test(last) && /^[A-Z0-9]/.test(line));
    return goesOn ? [...lines.slice(0, -1), `${last} ${line}`] : [...lines, line];
  }

  // The passages of a text with what puts each in doubt: [{ text, doubts: [{ kind, word }] }].
  function passagesOf(text, unlike, { doubts, ofParagraph, sections, unlike: other, marks }) {
    const signs = marks.map(([kind, pattern]) => [kind, new RegExp(pattern)]);
    const strange = find(unlike, text);
    let above = [];
    const inWords = (told) => [
      ...doubts.map(([kind, words]) => ({ kind, word: find(words, told)?.word })),
      ...signs.map(([kind, pattern]) => ({ kind, word: pattern.exec(told)?.[0] })),
    ].filter(({ word }) => word !== undefined);

    function ofLine(line) {
      const [, marked, named, plain] = HEADING.exec(line.replace(BULLET, "")) || [];
      const heading = marked || named || plain || LABELED.exec(line.replace(BULLET, ""))?.[1];
      const own = heading ? inWords(heading).map((one) => ({ ...one, heading })) : [];
      if (own.length) above = own;
      else if (heading && find(sections, heading)) above = [];
      return line.split(SENTENCES).map((told) => ({ text: told, doubts: [...inWords(told), ...above] }));
    }

    function ofParagraphLines(lines) {
      const passages = lines.flatMap(ofLine);
      const grave = passages.flatMap((one) => one.doubts).filter(({ kind, heading }) => kind === ofParagraph && !heading);
      const stray = strange ? [{ kind: other, word: strange.word }] : [];
      const once = (all) => all.filter((one, at) => all.findIndex(({ kind }) => kind === one.kind) === at);
      return passages.map((one) => ({ ...one, doubts: once([...one.doubts, ...grave, ...stray]) }));
    }

    return paragraphsOf(text).flatMap(ofParagraphLines);
  }

  // What a text shows of a code's record: `first`, the passages in doubt that speak of it, `others` in doubt, and each
  // element with the passages that show it and those in doubt. Elements without words are not looked for.
  function read(text, code, records) {
    const { elements } = records.codes[code];
    const unlike = [...new Set(elements.flatMap((one) => one.unlike))];
    const passages = passagesOf(text, unlike, records);
    const shown = elements.map((element) => {
      const found = passages.map((one) => ({ ...one, at: find(element.words, one.text) })).filter(({ at }) => at);
      const isDoubtful = ({ doubts }) => doubts.length > 0;
      return { ...element, found: found.filter((one) => !isDoubtful(one)), doubtful: found.filter(isDoubtful) };
    });
    const touched = (one) => elements.some(({ words }) => find(words, one.text)) || find(unlike, one.text);
    const doubtful = passages.filter(({ doubts }) => doubts.length);
    return { first: doubtful.filter(touched), others: doubtful.filter((one) => !touched(one)), elements: shown };
  }

  let records;

  // Called by read_records.js.
  kb.readRecords = (given) => { records = given; };
  kb.readText = { read, passagesOf, find, records: () => records };
})();
