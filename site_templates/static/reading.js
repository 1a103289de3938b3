// One reading of a query, as kb/search/reading.py reads it: what it asks, of whom, of which day; what binds, what ranks,
// and what a reader must be told. Needs by_word.js, typed.js, dates.js, query.js, plans.js, mentions.js, intent.js, expansion.js,
// code_life.js, other_numbers.js, asks.js, document_numbers.js and not_held.js.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { allGroups, onlyAsks } = kb.query;
  const { MA, mentionsOf, ofJurisdictions, strangers, unknownLicensee } = kb.mentions;
  const MEDICARE = "medicare";
  const NONE_FOR = "no time limit is stated for ";
  const SHORT_RANGE = 8; // codes of a range that is read as each of them; of a wider one, those with a page are
  const WHOSE = ["payer", "plan", "plans", "other", "line", "not"];
  const EMPTY = {
    groups: [], mended: [], notes: [], absent: [], codes: [], scopes: [], payers: [], named: false, planLabel: "",
    stateOnly: false, unborn: [], missing: [], question: "", classOfCodes: "", classTerms: [], day: "", lastDay: "", dimensions: [], table: "", parts: [],
    read: new Set(), askedBy: new Set(), limits: [], beside: [], brand: "", lines: [], undated: "", namesProduct: false, alike: [],
    asksEffective: false, asksNewest: false, asksStart: false, asksUnits: false, further: [], isWeak: false, states: [], mentioned: [], asks: [], outside: false, versions: [], yearless: [],
  };

  // The reading of what was typed; `today` is the reader's day, 2026-03-01. Empty while files of the index are missing.
  function read(typed, data, today) {
    const tables = data.reading;
    const text = kb.typed.clean(typed, data);
    if (!kb.byWord.isHere(text, data)) return EMPTY;
    const times = kb.queryDates.findDates(text, today, data);
    const denied = withoutNumbers(denials(kb.queryDates.without(text, times), tables), tables);
    const { text: cut, shown } = kb.documentNumbers.joined(denied.text, data);
    if (!kb.byWord.isHere(`${cut} ${denied.said}`, data)) return EMPTY;
    denied.text = cut;
    let groups = cutInto(cut, shown, data);
    let mentions = mentionsOf(groups, tables);
    const names = namesOf(groups, mentions, data);
    groups.filter((group) => !onlyAsks(group, data) && !names.includes(group)).forEach((group) => askFor(group, data));
    if (data.missing.size) return EMPTY;
    const strange = strangers(groups, mentions, data).map((at) => groups[at].written);
    const near = kb.expansion.correctSpelling(groups, data, kb.intent.wordsOfDimensions(groups, tables.intent));
    if (!near.every(({ used }) => kb.byWord.isHere(used, data))) return EMPTY;
    const mended = near.filter((one) => !strange.includes(one.typed) || isState(one, shown, data));
    if (mended.length) {
      denied.text = kb.expansion.corrected(cut, mended, data);
      denied.typed = kb.expansion.corrected(denied.typed, mended, data);
      if (!kb.byWord.isHere(denied.text, data)) return EMPTY;
      groups = cutInto(denied.text, shown, data);
      mentions = mentionsOf(groups, tables);
    }
    const known = unknownLicensee(kb.plans.read(mentions.filter(Boolean), tables.plans), groups, mentions, data);
    const named = ofJurisdictions(denied.text)?.withoutOtherContractors(known, denied.text, data) || known;
    const out = kb.leftOut.questionsLeftOut(groups, tables);
    mentions = mentions.map((one, at) => (out.includes(at) ? { kind: "left out", id: "", written: groups[at].written } : one));
    return finished({ groups, mentions, mended, named, times, denied, today, out: out.map((at) => groups[at]) }, data);
  }

  // Whether a word beside a brand is a slip of a state's name: alabma.
  function isState({ typed, used }, shown, data) {
    const [found] = mentionsOf(cutInto(used, shown, data), data.reading);
    return Boolean(found && found.kind === "state") && kb.late("mend", "mend").isOneSlip(typed, used, data.expansion.long);
  }

  // The groups of a cleaned query, its numbers as they were typed, amounts and modifiers read as such.
  function cutInto(cut, shown, data) {
    const groups = kb.documentNumbers.asTyped(withoutNegated(allGroups(cut, data), data), shown);
    const read = kb.otherNumbers.asAmounts(groups, data);
    return ofJurisdictions(cut)?.asModifiers(read, cut, data) || read;
  }

  // Without the codes that a query rules out, where it names another: 0709T, not 0708T.
  function withoutNegated(groups, data) {
    const codes = [...groups.keys()].filter((at) => groups[at].kind === "word" && isCode(groups[at].terms[0], data));
    const ruledOut = codes.filter((at) => at && data.reading.negations.includes(groups[at - 1].written));
    if (ruledOut.length === codes.length) return groups;
    return groups.filter((_, at) => !ruledOut.includes(at) && !ruledOut.includes(at + 1));
  }

  function withoutNumbers(denied, tables) {
    const [unlisted, word] = tables.unlisted;
    const whole = new RegExp(unlisted, "u").test(denied.text) ? `${denied.text} ${word}` : denied.text;
    const { text, notes } = kb.otherNumbers.taken(whole, tables.numbers);
    const words = [denied.words, ...(notes.length ? tables.numberWords : []), word].join(" ");
    return { ...denied, text, words, typed: denied.text, notes: [...denied.notes, ...notes] };
  }

  function finished({ groups, mentions, mended, named, times, denied, today, out }, data) {
    const tables = data.reading;
    const { intent } = tables;
    const service = ofService(times);
    const when = service.find(({ first }) => first) || { first: "", last: "", written: "" };
    const isAsking = ({ negative }, at) => !negative && !["state", "left out"].includes(mentions[at]?.kind);
    const terms = groups.filter(isAsking).flatMap((group) => termsOf(group, data));
    const codes = codesOf(groups, data);
    const classes = terms.filter((term) => Object.hasOwn(intent.classes, term)).map((term) => intent.classes[term]);
    const said = kb.analysis.spans(denied.said, data.analysis).flatMap((span) => span.terms);
    let question = kb.intent.readQuestion(terms.filter((term) => !said.includes(term)), denied.text, intent);
    question ||= denied.question || kb.intent.readQuestion(terms, denied.text, intent);
    if (!question && (named.named || codes.length) && classes.includes("add-on")) question = "billing";
    if (!question && terms.some((term) => term.startsWith("$") && kb.store.holds("terms", term, data))) question = intent.benchmarks;
    const isRange = groups.some(({ kind, negative }) => kind === "any" && !negative);
    const isTogether = codes.length > 1 && !isRange && ["", "billing", "benchmarks", "coverage"].includes(question) && !named.named;
    const isApart = isTogether && !question && new RegExp(tables.difference[1], "u").test(denied.text);
    const isPair = isTogether && !isApart && new RegExp(tables.together, "u").test(denied.text);
    if (isPair && !new RegExp(tables.covered, "u").test(denied.text)) question = "billing";
    if (!question && times.some(({ isDecision }) => !isDecision) && new RegExp(intent.timed, "u").test(denied.text)) question = "timely_filing";
    const all = searchedOf(groups, mentions, named, data);
    const isYear = ({ written }) => times.some((one) => one.written === written && /^[0-9]{4}$/.test(written));
    const isTimed = ["", ...tables.timedQuestions].includes(question) && named.named;
    const order = named.order.isOrdered ? kb.late("payerOrder", "plans").ofOrder(named.order, tables.plans.order) : [];
    const rest = all.filter((group) => !(isTimed && isYear(group)) && !order.includes(group.written));
    const searched = rest.length ? rest : all;
    const years = times.map(({ written }) => written).filter((written) => /^[0-9]{4}$/.test(written));
    const saidWords = kb.intent.saidIn(denied.text, intent).flatMap((one) => one.split(/[^0-9a-z]+/u));
    const counts = new Set([...kb.query.counting(groups, data, tables.timedQuestions.includes(question)), ...saidWords, ...years]);
    const widened = searched.map((group) => (counts.has(group.written) ? [group, ""] : kb.expansion.expand(group, data)));
    const same = searched.filter((group, at) => widened[at][0] === group && !years.includes(group.written));
    const life = kb.codeLife.outOfLife(codes, when.last || today, data);
    const table = tableOf({ text: denied.typed, question, codes, named, isTogether }, data);
    const values = kb.leftOut.dimensionsAsked(denied.text, tables, data);
    const ofSecond = named.order.second ? kb.late("payerOrder", "plans").ofSecond(named.order, values.asked, tables) : [];
    const dimensions = [...values.asked, ...ofSecond].map((one) => ofSetting(one, table, tables));
    const periods = () => kb.late("periodGroups", "plans");
    const hasLimits = tables.timedQuestions.includes(question) && named.scopes.length + named.beside.length > 0;
    const allLimits = hasLimits ? periods().told({ question, named, dimensions, last: when.last }, data) : [];
    const isWeak = kb.intent.isWeak(terms, question, denied.text, intent);
    const ruledOut = out.map(({ terms: [term] }) => intent.questions[term]);
    // The lines of a claim to a plan ask whether it is covered, too.
    const isByWord = terms.some((term) => Object.hasOwn(intent.questions, term) && intent.questions[term] === "billing");
    const isOfClaim = question === "billing" && codes.length && named.scopes.length && !isByWord && !denied.parts.length && !named.payers.includes(MEDICARE);
    const others = isTogether ? [] : [...(isOfClaim ? ["coverage"] : []), ...kb.intent.further(denied.text, question, intent, data)];
    const further = [...new Set(others)].filter((other) => !ruledOut.includes(other));
    const asks = kb.asks.read(withoutNames(denied.text, groups, mentions), isWeak ? "" : question, namedOf({ named, codes, groups, isTogether }, data), data);
    const isPast = when.last !== "" && when.last < today;
    const limits = asks.some(({ key }) => tables.asks.contacts.includes(key)) ? [] : allLimits;
    const ofModifiers = () => kb.late("modifiers", "exact");
    const modifiers = table && table === tables.modifiers.section ? ofModifiers().asked(denied.typed, tables.modifiers) : [];
    const besides = modifiers.length ? modifiers : [...new Set(denied.typed.match(new RegExp(tables.modifiers.clear, "gu")) || [])];
    const firstTold = (tables.sections || []).filter(([section, , , terms]) => terms && section === table).map(([, , , terms]) => terms);
    const found = {
      groups: widened.map(([group]) => group), mended,
      notes: [...denied.notes, ...nowhere(denied.said, data), ...timeNotes(times), ...widened.map(([, note]) => note).filter(Boolean)],
      absent: kb.notHeld.absent(same, data), codes, scopes: named.scopes, payers: named.payers, named: named.named,
      planLabel: named.label, stateOnly: named.stateOnly, unborn: life.unborn,
      missing: [...ambiguous(groups, mentions, tables), ...(ofJurisdictions(denied.text)?.jurisdictions(denied.text, data) || []), ...kb.leftOut.told([...out.map(({ written }) => written), ...values.out], tables), ...kb.notHeld.onRanges(groups, data),
        ...(isWeak || denied.parts.length ? [] : kb.intent.questionsBeside(denied.text, terms, [question, ...further, ...ruledOut], tables, data)), ...(hasLimits ? periods().withoutStatedLines(named, question, data) : named.missing), ...limits.map(({ sentence, value }) => (isPast && !value.startsWith(NONE_FOR) ? `As recorded today: ${sentence}` : sentence)),
        ...(limits === allLimits && named.states.length ? periods().stateNotes(named, limits, data) : []), ...life.told,
        ...(besides.length && codes.length ? ofModifiers().onModifiers(besides, codes, data) : [])],
      question, classOfCodes: classes[0] || "", classTerms: terms.filter((term) => Object.hasOwn(intent.classes, term)),
      day: when.first, lastDay: when.last, undated: when.first ? "" : times.find((one) => !one.first && !needsNoDay(one, codes, question, tables))?.written || "",
      dimensions, limits, beside: named.beside, brand: named.brand, lines: named.lines,
      table,
      alike: [...alikeOf(dimensions, intent), ...spokenOf(denied.typed, tables), ...firstTold, ...kb.asks.wordsOf(asks, data),
        ...modifiers.map((one) => [one])],
      asksEffective: new RegExp(tables.effective, "u").test(denied.text) || asks.some(({ key }) => tables.asks.dated.includes(key)),
      asksNewest: new RegExp(tables.newest, "u").test(denied.typed), asksStart: new RegExp(tables.starts, "u").test(denied.text), asksUnits: new RegExp(tables.units, "u").test(denied.typed), states: otherStates(named, tables),
      further,
      yearless: times.filter(({ lacksYear }) => lacksYear).map(({ written }) => written),
      versions: [...new Set([...denied.text.matchAll(new RegExp(data.expansion.documents.version, "gu"))].map(([, number]) => number))],
      namesProduct: groups.some(({ written }) => kb.asks.isProduct(written, data)),
      isWeak, asks, outside: kb.asks.kindsOf(asks, data).some(({ outside }) => outside),
    };
    if (found.asksEffective) denied.words += " effective";
    if (denied.parts.length) denied.words += ` ${(denied.text.match(new RegExp(tables.ofDenial[0], "gu")) || []).join(" ")}`;
    if (isTogether) denied.words += ` ${(denied.text.match(new RegExp(tables.modifier, "gu")) || []).join(" ")}`;
    denied.words += ` ${[...order, ...modifiers, ...kb.intent.saidIn(denied.text, intent), ...denied.text.match(new RegExp(tables.effective, "gu")) || []].join(" ")}`;
    const used = usedTerms(terms, groups, [denied.words, ...years, ...asks.map(({ every }) => every)], values.every, data);
    [...kb.asks.termsOf(asks, groups, data), ...said].forEach((term) => used.add(term));
    return { ...found, read: used, askedBy: new Set(askedBy(terms, question, named, tables)), parts: partsOf(found, when, denied.parts, data) };
  }

  // Of the words that a denial code stands for those that nothing here has.
  function nowhere(said, data) {
    const gone = kb.analysis.words(said, data.analysis).filter(({ raw, term }) => !data.query.noise.includes(raw) && !kb.store.holds("terms", term, data));
    return gone.length ? [`Nothing in this library speaks of ${gone.map(({ raw }) => `“${raw}”`).join(" or ")}.`] : [];
  }

  // The section of a code page that a query asks for, whoever pays; empty for none.
  function tableOf({ text, question, codes, named, isTogether }, data) {
    if (named.named && !(named.payers.length && named.payers.every((payer) => payer === MEDICARE))) return "";
    const { pairs, alone, unlisted, difference } = data.reading;
    const sections = codes.length ? kb.byWord.ofCodes(data) : [];
    const asked = sections.find(([, pattern, on]) => (on === null || on === question) && new RegExp(pattern, "u").test(text));
    const isPair = isTogether && ["", "billing"].includes(question) && ![alone, unlisted[0]].some((one) => new RegExp(one, "u").test(text));
    const isUnlisted = new RegExp(unlisted[0], "u").test(text);
    const isApart = isTogether && !question && !isUnlisted && new RegExp(difference[1], "u").test(text);
    if (!asked && isApart) return difference[0];
    return asked ? asked[0] : isPair ? pairs : "";
  }

  // What a query names of a plan, a code whose payment Medicare sets, and a document.
  function namedOf({ named, codes, groups, isTogether }, data) {
    const isMedicare = !named.named || (named.payers.length && named.payers.every((payer) => payer === MEDICARE));
    const isNumber = new RegExp(`^(?:${data.reading.documentNumber})$`, "u");
    const terms = groups.filter(({ negative }) => !negative).flatMap(({ terms: held }) => held.map(String));
    const isDocument = terms.some((term) => isNumber.test(term) && !isCode(term, data));
    return [...(named.named ? ["plan"] : []), ...(codes.length && isMedicare && !isTogether ? ["code"] : []), ...(isDocument ? ["document"] : []),
      ...(codes.length ? ["any code"] : []), ...(named.named || codes.length || isDocument ? [] : ["nothing"])];
  }

  // OPPS is the hospital where pairs or units are asked for: their files are told apart by setting.
  function ofSetting(dimension, table, { ofSetting: [[name, number], hospital, sections] }) {
    return dimension[0] === name && dimension[1] === number && sections.includes(table) ? hospital : dimension;
  }

  // A text without the names of payers and plans: gold plus asks for nothing beside another.
  function withoutNames(text, groups, mentions) {
    const isName = (group, at) => ["payer", "plan", "plans", "other"].includes(mentions[at]?.kind) && group.written.includes(" ");
    return groups.filter(isName).reduce((so, { written }) => so.replaceAll(written, " "), text);
  }

  // The states named that no plan asked of is recorded for.
  function otherStates({ states, scopes }, { plans }) {
    const isRecorded = (state) => scopes.some((scope) => plans.plans[scope].states.includes(state));
    return states.filter((state) => !isRecorded(state)).map((state) => plans.states[state]);
  }

  // That MA could be two things where neither payer nor place tells which.
  function ambiguous(groups, mentions, tables) {
    const isOpen = groups.some(({ written }, at) => written === MA && mentions[at]?.kind === "word");
    return [
      ...(isOpen ? ["“MA” can be Massachusetts or Medicare Advantage: write which one is meant."] : []),
      ...(kb.mentions.mayBePennsylvania(groups, mentions, tables)
        ? ["“PA” is read as prior authorization: write Pennsylvania where the state is meant."] : []),
    ];
  }

  // The word that what comes first should hold where an unlisted code is named, or a code without another.
  function spokenOf(text, tables) {
    return tables.spokenOf.filter(([pattern]) => new RegExp(pattern, "u").test(text)).map(([, terms]) => terms);
  }

  // For each dimension named all phrases of its value.
  function alikeOf(dimensions, { dimensions: every, following }) {
    const values = [...new Set(dimensions.map(([name, number]) => JSON.stringify([name, number])))];
    const isSaid = (phrase) => !following.includes(phrase);
    return values.map((value) => Object.keys(every).filter((phrase) => isSaid(phrase) && JSON.stringify(every[phrase]) === value));
  }

  // The groups that name plan and question beside a code: kb/search/ranking_base.py tells when they are not looked for, and
  // else they come with what ranking asks for.
  function namesOf(groups, mentions, { reading: { titles }, ...data }) {
    const asking = groups.filter(({ terms: [term] }) => Object.values(titles).some((title) => `~${title.toLowerCase()}` === term));
    const whose = groups.filter((_, at) => ["payer", "plan", "plans"].includes(mentions[at]?.kind));
    return asking.length && codesOf(groups, data).length ? [...asking, ...whose] : [];
  }

  // What will be needed anyway, so that it is loaded at once.
  function askFor({ kind, terms }, data) {
    if (kind === "dates" || kind === "prefix") return;
    terms.forEach((term) => kb.store.holds(kind === "facet" ? "facets" : "terms", term, data));
  }

  // The terms by which a query names its question and its one payer; none of several, or of a contractor.
  function askedBy(terms, question, { payers, scopes }, { titles, plans }) {
    const isOne = question && scopes.length && payers.length === 1 && !payers.includes(MEDICARE);
    const isName = (term) => term === `~${titles[question].toLowerCase()}` || ["payer", "plan", "plans"].includes(plans.terms[term]?.[0]);
    return isOne ? terms.filter(isName) : [];
  }

  function usedTerms(terms, groups, written, dimensions, data) {
    const { intent, plans } = data.reading;
    const isNamed = (term) => Object.hasOwn(intent.questions, term) || Object.hasOwn(intent.classes, term);
    const isRead = (term) => (isNamed(term) && !intent.particular.includes(term)) || WHOSE.includes(plans.terms[term]?.[0]);
    const asks = groups.filter(({ terms: [term] }) => /^~(?:asks|line):/.test(String(term)))
      .map(({ written }) => written).filter((phrase) => !intent.particular.includes(phrase));
    const spoken = [...asks, ...written].flatMap((one) => kb.analysis.words(one, data.analysis).map(({ term }) => term));
    const named = groups.filter(({ kind, written: one }) => kind === "concept" && kb.intent.readDimensions(one, intent, data).length);
    return new Set([...terms.filter(isRead), ...named.flatMap(({ terms: own }) => own.map(String)), ...spoken, ...dimensions.flatMap(([, , phrase]) => phrase.split(" "))]);
  }

  // ---- what binds and what ranks

  function isCode(term, data) {
    return new RegExp(`^(?:${data.analysis.code})$`, "u").test(term);
  }

  // Whether a section must hold a group: a code, a range, a document number, a quote or a filter.
  function binds({ kind, negative, terms: [term] }, data) {
    if (negative || ["phrase", "exact", "facet", "any"].includes(kind)) return !negative;
    return ["word", "concept"].includes(kind) && (isCode(term, data) || /^[#$]/.test(term));
  }

  // Whether a group is a code, a range of codes, or a document number.
  function namesCode({ kind, terms }, data) {
    const plain = terms.map((term) => String(term).replace(/^code=/, ""));
    return kind === "any" || plain.some((term) => isCode(term, data) || /^[#$]/.test(term));
  }

  // The concepts of a quoted phrase are among its terms; a range of codes names none.
  function termsOf({ kind, terms, written }, data) {
    if (kind === "phrase") return kb.analysis.spans(written, data.analysis).flatMap((span) => span.terms);
    return kind === "any" ? [] : terms.map(String);
  }

  // The codes that a query names; of a wide range those with a page, where they are few.
  function codesOf(groups, data) {
    const termsIn = ({ kind, terms }) => {
      const paged = kind === "any" && terms.length > SHORT_RANGE ? terms.filter((term) => data.expansion.codes.includes(term)) : terms;
      return paged === terms || paged.length <= SHORT_RANGE ? paged : [];
    };
    const told = groups.filter(({ negative }) => !negative).flatMap(termsIn);
    const codes = told.map((term) => String(term).replace(/^code=/, ""));
    return [...new Set(codes.filter((code) => isCode(code, data)))].map((code) => code.toUpperCase());
  }

  function searchedOf(groups, mentions, named, data) {
    const { plans } = data.reading;
    // A state stays where a payer that is named has no plans by state: its text may hold a rule of that state.
    const isSpread = named.payers.some((payer) => Object.hasOwn(plans.payers, payer) && !kb.plans.isByState(payer, plans));
    const whose = ["left out", ...(named.named ? ["line", "glued", "connector", ...(isSpread ? [] : ["state"])] : [])];
    const isKept = (group, at) => group.negative || !(mentions[at] && whose.includes(mentions[at].kind) && group.kind !== "facet")
      || isNameOfLine(group, mentions[at]);
    const rest = groups.map((group, at) => (isSpread ? wholeState(group, mentions[at]) : group)).filter(isKept);
    const told = rest.filter((group) => !onlyAsks(group, data));
    const isEnough = told.some(({ negative, kind }) => !negative && kind !== "facet");
    const chosen = isEnough || told.length ? told : rest.length ? rest : groups;
    return chosen.flatMap((group) => plain(group, data));
  }

  // Whether a group is a line of business by a name of its own, such as that of a marketplace.
  function isNameOfLine({ terms: [term] }, mention) {
    return mention?.kind === "line" && String(term).startsWith("~") && !String(term).startsWith("~line:");
  }

  // A state is searched by its name where its two letters were typed.
  function wholeState(group, mention) {
    const isState = mention?.kind === "state" && ["word", "concept"].includes(group.kind);
    return isState ? { ...group, kind: "concept", terms: [`~@${mention.id}`] } : group;
  }

  const bare = new WeakMap();

  function withoutConcepts({ analysis }) {
    if (!bare.has(analysis)) bare.set(analysis, { ...analysis, concepts: {} });
    return bare.get(analysis);
  }

  // A phrase that only names a question or a line of business: its words rank, each by itself.
  function plain(group, data) {
    if (group.kind !== "concept" || !/^~(?:asks|line):/.test(group.terms[0])) return [group];
    return kb.analysis.spans(group.written, withoutConcepts(data)).map(({ terms, written }) => (
      { kind: "word", terms: [terms[0]], written, negative: group.negative }));
  }

  // ---- denial codes and times

  // A query without its denial codes, with the words in their place that find the sections on each.
  function denials(typed, tables) {
    const whole = typed.replace(new RegExp(tables.repeated, "gu"), "$<g>$<a> $<j> $<g>$<n>"); // carc 197 vs 198
    const found = { text: whole, notes: [], parts: [], words: "", question: "" };
    const used = [];
    const [ofDenial, lettered, remark] = tables.ofDenial;
    const isRemark = new RegExp(`^(?:${tables.remarks})$`, "u"); // it tells more of a denial than the code of its reason
    const isOfDenial = new RegExp(ofDenial, "u").test(typed);
    for (const pattern of tables.denial) {
      for (const match of [...found.text.matchAll(new RegExp(pattern, "gu"))].reverse()) {
        const { g: group = "", n: number } = match.groups;
        const held = denial(group, number, tables);
        const isQuoted = found.text.slice(0, match.index).split('"').length % 2 === 0;
        const isFormed = new RegExp(`^(?:${isOfDenial ? lettered : remark})$`, "u").test(match[0]);
        if (isQuoted || !(held || group || isFormed)) continue;
        const shown = [group, number].filter(Boolean).join("-").toUpperCase();
        const [question, added, note] = held || ["", "", ""];
        const title = (tables.titles[question] || "").toLowerCase();
        found.notes.push(held ? `${shown} is read as a denial about ${title}.${note ? ` ${note}` : ""}`
          : `${shown} is a denial code that this library's table does not have.`);
        found.parts.push({ kind: "denial", label: shown, written: match[0].trim() });
        used.push(added);
        if (question && isRemark.test(number)) found.question = question;
        else found.question ||= question;
        found.text = `${found.text.slice(0, match.index)} ${added} ${found.text.slice(match.index + match[0].length)}`;
      }
    }
    const text = found.question ? withoutWhatHappened(found, tables) : found.text;
    return { ...found, text, words: used.join(" "), said: used.join(" ") };
  }

  // Without what a query beside a denial code tells of the claim, outside quotes: billed 8/20/26, and how many units.
  function withoutWhatHappened({ text, question }, { happened: [told, how, units, limit] }) {
    if (new RegExp(how, "u").test(text)) return text;
    const areAsked = question === "billing" || new RegExp(limit, "u").test(text);
    const happened = new RegExp(areAsked ? told : `${told}|${units}`, "gu");
    return text.split('"').map((part, number) => (number % 2 ? part : part.replace(happened, ","))).join('"');
  }

  // With its group, else by its number alone, whatever group the table has it with.
  function denial(group, number, { denials: held }) {
    const of = (code) => (Object.hasOwn(held, code) ? held[code] : null);
    const ending = Object.keys(held).find((code) => code.endsWith(`-${number}`));
    return of(group ? `${group}-${number}` : number) || of(number) || (ending ? held[ending] : null);
  }

  // The times of the service, those called so first; those of a decision where no other is named.
  function ofService(times) {
    const service = times.filter(({ isDecision }) => !isDecision);
    const isOther = ({ written }) => Number(!/^(?:dos|dates? of service|service dates?)(?![a-z])/u.test(written));
    return [...(service.length ? service : times)].sort((one, other) => isOther(one) - isOther(other));
  }

  // A day of a decision, one without its year beside a time limit, and two of which it is asked which one holds beside no
  // code, leave the answer as it is.
  function needsNoDay(one, codes, question, { timedQuestions }) {
    return one.lacksYear && (one.isDecision || (one.isChoice && !codes.length) || timedQuestions.includes(question));
  }

  function timeNotes(times) {
    const days = ofService(times).filter(({ first }) => first);
    return [
      ...times.filter(({ first }) => !first).map((one) => (one.lacksYear
        ? `“${one.written}” has no year and is not used: where the day matters, write it with its year.`
        : `“${one.written}” is no date; write it as 03/01/2026, or as 2026-03-01.`)),
      ...times.filter(({ first, isDecision }) => first && isDecision).map(({ written }) =>
        `“${written}” is read as the day of a decision, not as a date of service.`),
      ...(days.length > 1 ? [`Several dates: answers are for “${days[0].written}”.`] : []),
    ];
  }

  // The parts of a reading in the order in which they are shown.
  function partsOf(found, when, denied, data) {
    const { reading: tables } = data;
    const part = (kind, label, written) => ({ kind, label, written });
    return [
      ...found.codes.map((code) => part("code", code, code.toLowerCase())),
      ...(found.named ? [part("plan", found.planLabel || "not in this library", found.planLabel)] : []),
      ...[found.question, ...found.further].filter(Boolean).map((key) => part("question", tables.titles[key], "")),
      ...(found.classOfCodes && !found.codes.length ? [part("class", tables.classTitles[found.classOfCodes], "")] : []),
      ...kb.asks.kindsOf(found.asks, data).map(({ label }, at) =>
        part("ask", label[0].toUpperCase() + label.slice(1), found.asks[at].written)),
      ...denied,
      ...(found.day ? [part("date", when.written, when.written)] : []),
    ];
  }

  kb.reading = { EMPTY, read, binds, namesCode };
})();
