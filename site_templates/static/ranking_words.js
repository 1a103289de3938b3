// Which sections go first for the words of a query that only rank, as kb/search/ranking_words.py finds them. Needs
// field_sets.js, ranking_base.js and ranking_order.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having, meet } = kb.fieldSets;
  const FEWEST = 2; // words that a section must hold where it is of a code page, or where another question is put
  const but = (one, other) => new Set([...one].filter((number) => !other.has(number)));
  const countOf = (number, said) => said.filter((word) => word.has(number)).length;

  // The sections that go first: of the plans asked of, else of code pages. Where another question is put, they hold two
  // words or more, of which no section on it holds one.
  function leadingOf(read, scored, mine, topic, said, data) {
    if (!read.named && !read.question) return new Set();
    const ofCodes = having(data, "kind=code");
    const pages = read.codes.length ? but(meet(scored, ofCodes), having(data, "row=yes")) : new Set();
    const own = read.named ? but(meet(scored, mine), ofCodes) : pages;
    if (!read.question || read.isWeak) {
      const usual = topic.size ? topic : new Set(kb.rankingOrder.titledOf(read, data).keys());
      return byWords(own, pages, usual, said, data);
    }
    if ([...meet(read.named ? own : scored, topic)].some((number) => countOf(number, said))) return new Set();
    return byWords(new Set([...own].filter((number) => countOf(number, said) >= FEWEST)), new Set(), new Set(), said, data);
  }

  // The sections that hold more of the words than any on the topic; none if one on it holds as much.
  function byWords(own, pages, topic, said, data) {
    const rare = said.map((word) => Math.max(1, kb.rankingBase.rarity(data, word.size)));
    const share = (number) => said.reduce((sum, word, at) => sum + (word.has(number) ? rare[at] : 0), 0);
    const most = (numbers) => {
      const shares = [...numbers].map((number) => [number, share(number)]);
      const best = shares.reduce((so, [, found]) => Math.max(so, found), 0);
      return [best, new Set(shares.filter(([, found]) => found === best).map(([number]) => number))];
    };
    const [onTopic] = most(meet(own, topic));
    const [best, leading] = most(own);
    const [ofPages, told] = most(new Set([...pages].filter((number) => countOf(number, said) >= FEWEST)));
    if (ofPages && !best) return told;
    return best > onTopic ? leading : new Set();
  }

  kb.rankingWords = { leadingOf };
})();
