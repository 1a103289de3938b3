// Which sections go first of all, as kb/search/ranking_first.py finds them: a section of a code page asked for, price rows
// by name, what speaks of an absent payer. Needs field_sets.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { matches, having, within, meet, join, touch } = kb.fieldSets;
  const OF_CODES = ["billing", "documentation"]; // questions of which a rule for all codes tells little of one
  const FEWEST = 2; // words of the query that a price row must hold to go first

  // What goes first: the section of a code page asked for, and its rows before it, or price rows of a hospital named.
  function firstOfAll({ table, question, named, payers, scopes, codes, absent, groups, unborn, day }, topic, said, data) {
    const rows = having(data, "row=yes");
    const isMedicare = !named || (payers.length && payers.every((payer) => payer === "medicare"));
    if (unborn.length && day && isMedicare) { // for a day before a code all that answers is since when it is there
      const ofCodes = within(data, "named", unborn.map((code) => code.toLowerCase()));
      const life = [...meet(having(data, "section=life-cycle"), ofCodes)].filter((number) => !rows.has(number));
      return [new Set(life), new Set()];
    }
    if (table === data.reading.difference[0]) {
      const pages = absent.length ? meet(having(data, "kind=code"), having(data, "section=what-it-is")) : new Set();
      const naming = meet(pages, within(data, "word", absent.map(({ written }) => written.toLowerCase())));
      return [join(toldApart({ table, codes, absent }, data), naming), naming.size ? naming : having(data, "section=summary")];
    }
    if (table) {
      const asked = having(data, `section=${table}`);
      return [asked, table === data.reading.pairs ? meet(asked, rows) : new Set()];
    }
    if (question === "benchmarks") {
      const ofPayers = () => matches({ kind: "concept", terms: payers.map((payer) => `~${payer}`) }, false, data);
      return [namedIn(named ? meet(meet(rows, topic), ofPayers()) : meet(rows, topic), said), new Set()];
    }
    // What speaks of a payer that is named and has no plan here, else the summaries of codes.
    if (named && !scopes.length && !payers.length && codes.length) {
      const naming = groups.filter(({ terms }) => String(terms[0]).startsWith("~!")).flatMap((group) => [...matches(group, true, data).keys()]);
      const said = new Set(naming.filter((number) => !rows.has(number)));
      return [said.size ? said : having(data, "section=summary"), new Set()];
    }
    // Without a plan, where no rule on the question names the code, what the code is goes before rules for all codes.
    if (!named && codes.length && OF_CODES.includes(question)) {
      const naming = within(data, "named", codes.map((code) => code.toLowerCase()));
      const pages = having(data, "kind=code");
      const isRuled = [...meet(naming, topic)].some((number) => !pages.has(number));
      return [isRuled ? new Set() : meet(meet(naming, pages), having(data, "section=what-it-is")), new Set()];
    }
    return [new Set(), new Set()];
  }

  // The sections that say what each of several codes is, where they are to be told apart.
  function toldApart({ table, codes, absent }, data) {
    const { modifiers, difference: [summary] } = data.reading;
    const areModifiers = table === modifiers.section && codes.length > 1 && !absent.length;
    if (table !== summary && !areModifiers) return new Set();
    const pages = meet(having(data, "kind=code"), within(data, "named", codes.map((code) => code.toLowerCase())));
    return meet(pages, table === summary ? having(data, "section=summary", "section=what-it-is") : having(data, `section=${table}`));
  }

  // The rows that hold most of the words that only rank, such as a hospital's name, if that is two or more.
  function namedIn(rows, said) {
    const held = new Map([...rows].map((number) => [number, said.filter((word) => word.has(number)).length]));
    const most = Math.max(0, ...held.values());
    return new Set([...rows].filter((number) => most >= FEWEST && held.get(number) === most));
  }

  // The sections on conflicts that hold the words of a query which nothing of the plan on the question holds.
  // Those of entries on a service count where coverage is asked about.
  function conflictsAsked({ named, question }, topic, said, all, data) {
    const informs = ["", "coverage"].includes(question) ? new Set() : having(data, "informs=only");
    const plans = new Set([...all].filter((number) => !informs.has(number)));
    const lacking = named && topic.size ? said.filter((word) => !touch(word, meet(topic, plans))) : [];
    return lacking.length ? lacking.reduce(meet, meet(plans, having(data, "section=conflicts"))) : new Set();
  }

  // The plan's sections on the question, where none is among those found, which hold all codes. Of several codes a section
  // has to hold one, of those that have a page if any has: for a plan and two codes the question is coverage where none is
  // put. For a code without a page a time limit is one for every code; any other rule counts where it is on drugs and the
  // code is one of a drug.
  function ownOnQuestion(read, found, mine, asked, data) {
    const { named, scopes, question, absent, asks } = read;
    const topic = question || (absent.length && !asks.length ? asked : "");
    if (!(named && scopes.length && topic)) return new Set();
    const on = meet(mine, having(data, `topic=${topic}`));
    const codes = codesHeld(read);
    if (codes.length) {
      const naming = within(data, "word", codes.map((code) => code.toLowerCase()));
      return meet(meet(on, naming), having(data, ...scopes.map((scope) => `scope=${scope}`)));
    }
    if (!absent.length || !question || meet(found, mine).size) return new Set();
    if (data.reading.timedQuestions.includes(question)) return on;
    const [pattern, terms] = data.reading.drug;
    const isDrug = absent.some(({ written }) => new RegExp(`^(?:${pattern})$`, "u").test(written.toLowerCase()));
    return isDrug ? meet(on, within(data, "word", terms)) : new Set();
  }

  // Of several codes those that have a page.
  function codesHeld({ codes, absent }) {
    return codes.length > 1 ? codes.filter((code) => !absent.some(({ written }) => written === code)) : [];
  }

  // The rows of a fee schedule that come from files of other years than the one asked of.
  function ofOtherYears({ question, day, lastDay }, data) {
    if (question !== "benchmarks" || !day) return new Set();
    const asked = having(data, ...[day, lastDay].map((one) => `file-year=${one.slice(0, 4)}`));
    const rows = meet(having(data, "section=fee-schedule"), having(data, "row=yes"));
    return new Set([...rows].filter((number) => !asked.has(number)));
  }

  kb.rankingFirst = { firstOfAll, toldApart, conflictsAsked, ownOnQuestion, codesHeld, ofOtherYears };
})();
