// Which edition a result is of, beside the day that a query asks of, as kb/search/editions.py tells it. Loaded where one asks
// for it. Needs store.js, sentences.js, field_sets.js, headline.js, first_entry.js, beginnings.js and editions.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { having } = kb.fieldSets;
  const DAY = /[0-9]{4}-[0-9]{2}-[0-9]{2}/u;
  const BEGUN = /(?:from|since|effective|starting|as of) [0-9]{4}-[0-9]{2}-[0-9]{2}/u;
  const UNREAD = /(?<![a-z])not (?:seen|read|found)(?![a-z])/u;
  const ENDED = /\b(?:retire|withdr[ae]w|rescind|archive|terminate|discontinue)/iu; // how a word begins that says a document has ended
  const MONTH = /[A-Z][a-z]{2,8} (?:19|20)[0-9]{2}/u; // as texts write it: August 2024
  const YEAR = /(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])/gu;
  const CHANGES_PAGE = "What changed in this library, by day, is on its page Changes.";
  const FIRST_SHOWN = 3; // results that are looked at for other plans' values: those that are loaded first
  const MOST = 3; // sentences on a conflict that are quoted
  const { PAST, begins } = kb.beginnings;
  const { ofTime, whenOf } = kb.editions;
  const UNKNOWN = "data not available";
  const OF_REVISION =
    /(?<![a-z])(?:editions?|revisions?|versions?|cop(?:y|ies)|brochures?|notices?|lists?|newsletters?|updates?)(?![a-z])/u;
  const OF_MEDICARE = ["Fee schedule", "Units", "Code pairs"];

  // Whether a query asks of days that today is none of, or of one that could not be read.
  function isOtherDay({ undated, day, lastDay }, today) {
    return Boolean(undated) || (Boolean(day) && !(day <= today && today <= lastDay));
  }

  // The value of a hit with the edition that it is of, where a query asks of a day that it may not hold on.
  function datedValue(document, read, today, data) {
    const { value, marks, effective } = document;
    if (read.limits.some((told) => told.alone && told.value === value)) return value;
    const isPast = marks.some((mark) => PAST.includes(mark));
    const isOpen = Boolean(read.day) && (isPast || effective > read.lastDay);
    if (!value || !(isOpen || isOtherDay(read, today))) return value;
    // What a wider rule gives today is left out, and so is what begins later.
    if (value.startsWith(UNKNOWN) || isOutOfForce(read, document, data)) return UNKNOWN;
    if (effective) return `revision of ${effective}: ${value}`;
    if (DAY.test(value)) return value; // it prints a date itself
    return `${isPast ? "revision without a date" : "today"}: ${value}`;
  }

  // Whether a query asks of a day before all that a section records.
  function isBefore({ day, lastDay }, document, data) {
    return day !== "" && begins(document, data) > lastDay;
  }

  // Whether a query asks of a day on which a section had ended.
  function isAfter({ day }, { ends }) {
    return day !== "" && ends !== "" && ends < day;
  }

  // Whether a query asks of a day on which a section did not hold yet, or no longer.
  function isOutOfForce(read, document, data) {
    return isBefore(read, document, data) || isAfter(read, document);
  }

  // A reading by which card and hit give no value of the first result that holds only later: before its words begin nothing
  // is recorded, and what copies of the year asked of gave stands for what newer ones give. One with an effective date is
  // left to the version that was in force.
  function asOfThen(read, first, data, today) {
    const document = first === undefined ? undefined : kb.store.section(first, data);
    if (!document?.value || document.effective || !read.day || document.value.startsWith(UNKNOWN)) return read;
    const value = valueThen(read, document, first, data, today);
    if (!value) return read;
    return { ...read, limits: [inItsPlace(document, value, data), ...read.limits] };
  }

  function valueThen(read, document, first, data, today) {
    if (isBefore(read, document, data)) return UNKNOWN;
    const year = read.day.slice(0, 4);
    const conflicts = kb.firstEntry.conflictsOnQuestion(document, first, data);
    const said = toldOfYear(read, conflicts.filter((one) => OF_REVISION.test(one.toLowerCase())));
    if (!said || !isOtherDay(read, today)) return "";
    const clauses = said.replace(/[.]+$/u, "").split("; ");
    return `as of ${year}: “${clauses.find((one) => one.includes(year)) || clauses[0]}”`;
  }

  // Those of the first results that are of other plans than the first and do not hold on the day yet, or no longer.
  function outOfForceBeside(read, order, data) {
    const [first, ...others] = order.slice(0, FIRST_SHOWN).map(({ number }) => number);
    const leading = first === undefined ? undefined : kb.store.section(first, data);
    if (!leading) return [];
    const ofPlan = having(data, `scope=${kb.headline.scopeOf(leading)}`);
    const ofOthers = others.filter((number) => !ofPlan.has(number) && having(data, "kind=entry").has(number)); // and loads no more
    const isLater = (one) => one?.value && !one.value.startsWith(UNKNOWN) && isOutOfForce(read, one, data);
    return ofOthers.map((number) => kb.store.section(number, data)).filter(isLater);
  }

  // A reading by which card and hits give no value of such results.
  function noneThen(read, beside, data) {
    const told = beside.filter(({ effective }) => !effective).map((one) => inItsPlace(one, UNKNOWN, data));
    return { ...read, limits: [...told, ...read.limits] };
  }

  // What is told in the place of the value of a section that holds only later; `was` is that value.
  function inItsPlace(document, value, data) {
    const [scope, question] = [kb.headline.scopeOf(document), kb.headline.questionOf(document, data)];
    return { scope, question, value, entry: document.entry, alone: true, was: document.value };
  }

  // That what applied on a day before a section begins, or after it has ended, is not recorded; `earlier` is the section of
  // another entry of the plan that was in force.
  function toldOutOfForce(read, document, quoted, data, earlier = undefined) {
    const { title, effective, ends } = document;
    const time = ofTime(read);
    const unknown = earlier ? `${earlier.title}, effective ${earlier.effective}, was in force ${time}` : `what applied ${time} is not recorded`;
    if (isAfter(read, document)) return `${title}: this ended on ${ends}; ${unknown}.${quoted}`;
    const start = effective ? `this revision begins on ${effective}` : `what was read is of ${begins(document, data)} at the earliest`;
    return `${title}: ${start}; ${unknown}.${quoted}`;
  }

  // What the first result leaves open on the day asked of.
  function onEditions(read, first, data, today, earlier) {
    const document = kb.store.section(first, data);
    if (!document) return [];
    if (document.kind === "code") return onFiles(read, document, first, data);
    if (!read.day) return [];
    const conflicts = kb.firstEntry.conflictsOnQuestion(document, first, data);
    const ofDay = onDay(read, document, first, { conflicts, earlier }, data);
    const told = ofDay.length ? ofDay : unreadOfYear(read, document);
    const said = isOtherDay(read, today) && !onEffective(read, document, first, data).length ? toldOfYear(read, conflicts) : "";
    return said && !told.join("").includes(said) ? [...told, `${document.title}, conflicts: “${said}”`] : told;
  }

  // Since when the entry of the first result holds, where a query asks for that, and what its sources disagree on.
  function onEffective(read, { title, effective, ends, text, review, checked, marks }, first, data) {
    if (!kb.editions.asksSince(read, effective)) return [];
    const isWithin = read.day <= effective && effective <= read.lastDay;
    if (read.day && effective && !isWithin && read.asks.some(({ key }) => key === "changes")) {
      return [`${title}: effective ${effective}, which is not within ${whenOf(read)}. ${CHANGES_PAGE}`];
    }
    const own = kb.sentences(text);
    const revision = revisionAsked(read, data);
    const told = revision ? own.find((one) => new RegExp(`(?<![0-9a-z])${revision}(?![0-9a-z])`, "u").test(one)) : undefined;
    if (revision) return [`${title}: ${told ? `“${told}”` : `nothing here is on revision ${revision} itself.`}`];
    const asksReview = read.asks.some(({ key, every }) => key === "status" && every.includes("review"));
    const reviewed = asksReview && own.find((one) => one.includes("review") && (DAY.test(one) || MONTH.test(one)));
    const dated = own.find((one) => DAY.test(one) && (!effective || ENDED.test(one)));
    const said = reviewed || dated || (read.asksEffective && !effective ? begunElsewhere(first, data) : undefined);
    const begins = effective ? `effective ${effective}` : "no effective date of its own is on record";
    const since = ends ? `${begins}${effective ? "" : ";"} until ${ends}` : begins;
    const conflict = kb.firstEntry.conflictsOf(first, data).filter((told) => DAY.test(told)).slice(0, MOST).join(" ");
    const quoted = said ? ` Its text says: “${said}”` : conflict ? ` But see Conflicts: “${conflict}”` : "";
    const which = read.asks.some(({ key, every }) => key === "status" && every.includes("next")) ? "next" : "last";
    const unrecorded = asksReview && !reviewed ? `the day of its ${which} review is not on record; ` : "";
    const due = `; this entry was reviewed on ${checked}, its next review is due on ${review}`;
    const aged = checked && read.asks.some(({ key }) => key === "age") ? due : "";
    const isOld = marks.includes("old") && (read.asksNewest || read.asks.some(({ key }) => key === "status"));
    const old = isOld ? "; an old revision was read, and whether it still holds is not known" : "";
    return [`${title}: ${unrecorded}${since}${aged}${old}.${quoted}`];
  }

  // What another section of the entry says of services from a day on.
  function begunElsewhere(first, data) {
    return kb.firstEntry.sectionsOf(first, data).flatMap(({ text }) => kb.sentences(text)).find((one) => BEGUN.test(one));
  }

  // The revision of a document that a query names and that no entry is on: 098 of Z-67-098; else empty.
  function revisionAsked(read, data) {
    const pattern = new RegExp(`[0-9][${data.analysis.numbers.between}]([0-9]+)$`, "u");
    return kb.documentNumbers.ofOtherRevisions(read).map(({ written }) => pattern.exec(written)).find(Boolean)?.[1] || "";
  }

  // That an edition starts after the day asked of, or that later editions than an old one were not read.
  function onDay(read, document, first, { conflicts, earlier }, data) {
    const { day, lastDay } = read;
    const { title, effective } = document;
    const when = whenOf(read);
    const said = saidOfDay(read, document, first, conflicts, data);
    const quoted = said ? ` Of ${day.slice(0, 4)} its text says: “${said}”` : "";
    const starts = `${title}: the revision read starts ${effective}`;
    if (isOutOfForce(read, document, data)) return [toldOutOfForce(read, document, quoted, data, earlier)];
    if (effective >= day && !onEffective(read, document, first, data).length) return [`${starts}, within ${when}.${quoted}`];
    if (!having(data, "status=old").has(first)) return [];
    const edition = effective ? `the revision read is of ${effective}` : "an old revision was read";
    return [`${title}: ${edition}; later ones were not read.${quoted || ` Whether it holds on ${when}: data not available.`}`];
  }

  // What a section says of revisions on the day, in the month or in the year asked of, or its conflicts do; all of its
  // entry where the section answers no question.
  function saidOfDay({ day, lastDay }, document, first, conflicts, data) {
    const ofEntry = kb.headline.questionOf(document, data) ? [] : kb.firstEntry.sectionsOf(first, data);
    const said = [...[document, ...ofEntry].flatMap(({ text }) => kb.sentences(text)), ...conflicts];
    const told = said.filter((one) => OF_REVISION.test(one.toLowerCase()));
    for (const span of spansOf(day, lastDay, data)) {
      const found = told.find((one) => new RegExp(span, "u").test(one));
      if (found) return found;
    }
    return "";
  }

  // Patterns of the day, of the month and of the year asked of, as texts write them.
  function* spansOf(day, lastDay, data) {
    const [year, month] = [day.slice(0, 4), day.slice(0, 7)];
    const isMonth = month === lastDay.slice(0, 7);
    if (day === lastDay) yield `(?<![0-9])${day}`;
    if (isMonth) yield `(?<![0-9])${month}|${data.dates.months[Number(month.slice(5)) - 1]} ${year}`;
    yield `(?<![0-9])${year}(?![0-9A-Za-z]${isMonth ? "|-" : ""})`;
  }

  // What a section says of a file or document of the year asked of that nobody read.
  function unreadOfYear({ day }, { title, text }) {
    const said = saidOfYear([text], day.slice(0, 4), UNREAD);
    return said ? [`${title}: “${said}”`] : [];
  }

  // The first sentence of texts that names a year and has words of a pattern.
  function saidOfYear(texts, year, words) {
    return texts.flatMap((text) => kb.sentences(text)).find((one) => one.includes(year) && words.test(one));
  }

  // What is recorded of sources that disagree, of the year asked of: what copies of then gave.
  function toldOfYear({ day, lastDay }, conflicts) {
    const years = [day.slice(0, 4), lastDay.slice(0, 4)];
    return conflicts.find((said) => (said.match(YEAR) || []).some((year) => years.includes(year))) || "";
  }

  // That the files read for a table of a code page are of years before the one asked of, or what says so.
  function onFiles({ day, lastDay }, { title, heading }, first, data) {
    if (!day || !OF_MEDICARE.includes(heading)) return [];
    const asked = day.slice(0, 4);
    const texts = kb.firstEntry.sectionsOf(first, data).map(({ text }) => text);
    const newest = texts.flatMap((text) => text.match(YEAR) || []).sort().at(-1);
    const said = saidOfYear(texts, asked, / not /);
    if (said) return [`${title}, ${heading}: “${said}”`];
    const isRow = kb.fieldSets.having(data, "row=yes").has(first);
    if (newest >= asked && !isRow && !texts.some((text) => text.includes(asked))) {
      return [`${title}, ${heading}: no file of ${asked} was read; for ${asked} data not available.`];
    }
    if (newest && newest >= asked && isRow && !kb.store.section(first, data).text.includes(asked)) {
      return [`${title}, ${heading}: the first row is of no file of ${asked}.`];
    }
    const oldest = texts.flatMap((text) => daysIn(text, data.dates)).sort()[0] || "";
    if (newest >= asked && oldest.startsWith(asked) && oldest > lastDay) {
      return [`${title}, ${heading}: the oldest file read of that year is of ${oldest}; for ${whenOf({ day, lastDay })} data not available.`];
    }
    if (!newest || newest >= asked) return [];
    return [`${title}, ${heading}: the files read are of ${newest} at the latest; for ${asked} data not available.`];
  }

  // The days that a text has, and the first days of its months: of July 2024 2024-07-01.
  function daysIn(text, { months: names }) {
    const months = (text.match(new RegExp(MONTH.source, "gu")) || []).map((one) => one.split(" "))
      .filter(([month]) => names.includes(month)).map(([month, year]) => `${year}-${String(names.indexOf(month) + 1).padStart(2, "0")}-01`);
    return [...(text.match(new RegExp(DAY.source, "gu")) || []), ...months];
  }

  // What the entry of the first result records of days that were typed without a year: 4/15 or 4/16.
  function onYearless({ yearless }, first, data) {
    const days = [...yearless.join(" ").matchAll(/([0-9]{1,2})[/-]([0-9]{1,2})/gu)];
    const marks = days.map(([, month, day]) => `-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    const said = kb.firstEntry.conflictsOf(first, data).filter((told) => marks.some((mark) => told.includes(mark)));
    const { title, effective } = kb.store.section(first, data) || {};
    if (said.length) return [`${title}, conflicts: “${said.slice(0, 2).join(" ")}”`];
    return effective && marks.includes(effective.slice(4)) ? [`${title}: effective ${effective}.`] : [];
  }

  kb.editionsTold = { isBefore, isOutOfForce, toldOutOfForce, outOfForceBeside, noneThen, asOfThen, datedValue, onEditions, onEffective, onYearless };
})();
