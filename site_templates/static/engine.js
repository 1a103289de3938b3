// Finds sections: the same hits in the same order with equal scores as kb/search/index.py, from the same postings
// and weights; and says why, as kb/search/excerpt.py does. Needs stem.js, analysis.js, query.js and widen.js before it.
// Scores are added as whole numbers and divided at the end, so no rounding can part the two engines.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { analyse, fold, hasPhrase } = kb.analysis;
  const { readQuery } = kb.widen;

  // ---- matching: a group of the query to a Map of document number and whole score

  function fieldsOf(group, data) {
    return group.kind === "value" ? data.valueFields : data.fields;
  }

  // Rarity, then document and weight of each posting in turn.
  function postingsOf(field, term, data) {
    const terms = data.postings[field] || {};
    return Object.hasOwn(terms, term) ? terms[term] : [0];
  }

  function scoresOf(field, term, data) {
    const [rarity, ...rest] = postingsOf(field, term, data);
    const scores = new Map();
    for (let at = 0; at < rest.length; at += 2) scores.set(rest[at], rarity * rest[at + 1]);
    return scores;
  }

  function anyOf(maps) {
    const sum = new Map();
    for (const scores of maps) {
      for (const [number, score] of scores) sum.set(number, (sum.get(number) || 0) + score);
    }
    return sum;
  }

  function allOf(maps) {
    const inAll = (number) => maps.every((scores) => scores.has(number));
    return new Map([...anyOf(maps)].filter(([number]) => inAll(number)));
  }

  function matchPhrase(group, fields, data) {
    return anyOf(fields.map((field) => {
      const candidates = [...allOf(group.terms.map((term) => scoresOf(field, term, data)))];
      return new Map(candidates.filter(([number]) => {
        const text = documentOf(number, data).fields[field];
        return hasPhrase(analyse(text, data.analysis), group.terms);
      }));
    }));
  }

  function matchFacet(group, data) {
    const numbers = [...data.documents.keys()];
    const held = numbers.filter((number) => group.terms.some((term) => documentOf(number, data).facets.includes(term)));
    return new Map(held.map((number) => [number, 0]));
  }

  function match(group, data, alone) {
    if (group.kind === "facet") return matchFacet(group, data);
    const fields = fieldsOf(group, data).filter((field) => alone || field !== data.leadField);
    if (group.kind === "phrase") return matchPhrase(group, fields, data);
    return anyOf(fields.flatMap((field) => group.terms.map((term) => scoresOf(field, term, data))));
  }

  // ---- searching: all groups, else all that stand anywhere, else any; facets filter in each case

  const isSaid = ({ kind, negative }) => !negative && kind !== "facet";
  const isFilter = ({ kind, negative }) => !negative && kind === "facet";

  function search(groups, data) {
    if (!groups.length) return { found: new Map(), dropped: [] };
    const found = run(groups, data, allOf);
    if (found.size || !groups.some((group) => isSaid(group) || isFilter(group))) return { found, dropped: [] };
    const known = groups.filter((group) => isKnown(group, data));
    const dropped = groups.filter((group) => !known.includes(group)).map(({ written }) => written);
    if (!known.some((group) => isSaid(group) || isFilter(group))) return { found: new Map(), dropped };
    const again = run(known, data, allOf);
    return { found: again.size ? again : run(known, data, anyOf), dropped };
  }

  // What is unwanted is never dropped.
  function isKnown(group, data) {
    return group.negative || match(group, data, true).size > 0;
  }

  // A page's own name counts where nothing else is asked for.
  function run(groups, data, join) {
    const said = groups.filter(isSaid);
    const alone = said.length === 1;
    const scores = said.map((group) => match(group, data, alone));
    const filters = groups.filter(isFilter).map((group) => match(group, data, true));
    const denied = groups.filter(({ negative }) => negative).map((group) => match(group, data, true));
    const positive = said.length ? join(scores) : everything(data);
    const isLeft = (number) => filters.every((held) => held.has(number)) && !denied.some((held) => held.has(number));
    return new Map([...positive].filter(([number]) => isLeft(number)));
  }

  function everything(data) {
    return new Map([...data.documents.keys()].map((number) => [number, 0]));
  }

  // The highest score first; of equal ones, the lower document number.
  function rank(groups, data) {
    const { found, dropped } = search(groups, data);
    const ranked = [...found].sort(([one, oneScore], [other, otherScore]) => otherScore - oneScore || one - other);
    return { ranked: ranked.map(([number, score]) => ({ number, score: score / data.scale })), dropped };
  }

  // ---- showing: a hit's words around the match, and why it matched

  function documentOf(number, data) {
    const [entry, section, kind, title, heading, value, reach, fields, facets] = data.documents[number];
    return { entry, section, kind, title, heading, value, reach, fields, facets, url: `${entry}.html#${section}` };
  }

  // The first of the windows that hold most of the query's words.
  function bestStart(marks, width) {
    let [best, most] = [0, -1];
    for (let at = 0; at <= Math.max(0, marks.length - width); at += 1) {
      const held = marks.slice(at, at + width).filter(Boolean).length;
      if (held > most) [best, most] = [at, held];
    }
    return best;
  }

  function excerpt(section, groups, data) {
    const shown = (section.fields.text || "").match(new RegExp(`[^${data.analysis.blank}]+`, "gu")) || [];
    const wanted = new Set(groups.flatMap(({ terms }) => terms));
    const marks = shown.map((word) => analyse(word, data.analysis).some(({ text }) => wanted.has(text)));
    const best = bestStart(marks, data.excerptWords);
    const cut = shown.slice(best, best + data.excerptWords).join(" ");
    return `${best ? "… " : ""}${cut}${best + data.excerptWords < shown.length ? " …" : ""}`;
  }

  function why(section, groups, data) {
    const reasons = groups.filter((group) => isSaid(group) || isFilter(group)).map((group) => reasonFor(section, group, data));
    return [...new Set(reasons.filter(Boolean))];
  }

  function reasonFor(section, group, data) {
    if (group.kind === "facet") {
      const filter = group.terms.find((term) => section.facets.includes(term));
      return filter ? `filter ${filter.replaceAll("=", ": ")}` : "";
    }
    for (const field of fieldsOf(group, data)) {
      const held = heldIn(section.fields[field] || "", group, data);
      if (held) return `${called(group, held, data)} (${placeOf(field, section, data)})`;
    }
    return "";
  }

  // The first of the group's terms that a text has, all of them side by side where it is a phrase.
  function heldIn(text, group, data) {
    const terms = analyse(text, data.analysis);
    const found = new Set(terms.map((term) => term.text));
    const held = group.terms.find((term) => found.has(term));
    return group.kind !== "phrase" || hasPhrase(terms, group.terms) ? held : undefined;
  }

  function placeOf(field, section, data) {
    return field === "reached" ? `reached: ${section.reach}` : data.places[field];
  }

  // The concept beside the words typed, a code of a range beside the range.
  function called({ kind, written }, held, data) {
    const name = held.replace(/^~+/, "");
    const isNamed = (kind === "concept" || kind === "value") && held.startsWith("~");
    if (isNamed && fold(name, data.analysis) !== fold(written, data.analysis)) return `${written} → ${name}`;
    return kind === "any" ? `${written} → ${held}` : written;
  }

  // ---- what the page calls

  // The number and score of every hit, without the cost of showing it.
  kb.rank = function (data, typed) {
    const { groups, mended, notes } = readQuery(typed, data);
    return { ...rank(groups, data), groups, mended, notes };
  };

  // What is typed to hits, pure and at once: the first `limit` of them to show, and how many there are in all.
  kb.search = function (data, typed, limit) {
    const { ranked, dropped, groups, mended, notes } = kb.rank(data, typed);
    const hits = ranked.slice(0, limit).map(({ number, score }) => {
      const { reach, fields, facets, ...shown } = documentOf(number, data);
      const section = { reach, fields, facets };
      return { document: shown, score, excerpt: excerpt(section, groups, data), why: why(section, groups, data) };
    });
    return { hits, total: ranked.length, dropped, groups, mended, notes };
  };

  let received = null;
  let loading = null;
  let waiting = [];

  // Called by the index file: a script, since a page opened from disk may load nothing else.
  kb.receive = function (data) {
    received = data;
    waiting.forEach((resolve) => resolve(data));
    waiting = [];
  };

  // The data to search, loaded once. After a failed load the next call tries again.
  kb.ready = function () {
    if (received) return Promise.resolve(received);
    loading = loading || load(kb.dataUrl).catch((fault) => {
      loading = null;
      throw fault;
    });
    return loading;
  };

  function load(address) {
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error(`the search index could not be loaded from ${address}`));
      const script = document.createElement("script");
      waiting.push(resolve);
      script.addEventListener("load", fail); // too late to matter, unless the file called nothing
      script.addEventListener("error", fail);
      script.src = address;
      document.head.append(script);
    });
  }
})();
