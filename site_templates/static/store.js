// The index as the browser holds it: one file that tells what there is, and families of small files beside it, loaded
// when a query asks for them; kb/search/export.py writes both. What reads the index does so at once: a file that is
// not here is noted as missing and counts as empty, and kb.settle loads it and reads again until nothing is missing.
// A small library has everything in the first file and goes the same way. Needs late.js,
// coding.js and by_word.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { next, several, rising, summed, keyed, cursorOf, inflated, numbersOf } = kb.packing;
  const { choicesIn, placesIn, run } = kb.coding;
  const loading = new Map();
  const inflating = new Set();
  const RANKS = "columns/ranks";
  const NONE = new Uint32Array(0);
  let opened = null;

  // ---- files

  class NotLoaded extends Error {}

  // Called by every file of the index with the hash of its content. The first one lists the hashes of the others; a file
  // of another build has another hash and is not taken.
  kb.receive = function (hash, name, content) {
    if (name === "meta") opened = { ...kb.byWord.opened(content), ...named(content), files: new Map(), read: new Map(), missing: new Set() };
    else if (opened && hashOf(name, opened) === hash) take(name, content, opened.files);
  };

  // With which text each file of a family begins, from one behind the other: kb/search/packing.py codes them so.
  function begun(written, letters) {
    let before = "";
    return written ? written.split("\n").map((line) => (before = [...before].slice(0, letters.indexOf(line[0])).join("") + line.slice(1))) : [];
  }

  // The families, the names of the files of terms, and by name their numbers: kb/search/packing.py names them so.
  function named({ families: written, letters }) {
    const families = Object.fromEntries(Object.entries(written).map(([family, lines]) => [family, begun(lines, letters)]));
    const told = families.terms.map((first) => first.replace(/[^a-z0-9]/gu, (sign) => `_${sign.codePointAt(0).toString(16)}_`));
    const names = told.map((name, number) => (name.length < 80 ? `${name}_` : `${name.slice(0, 80)}-${number}`));
    return { families, names, numberOf: new Map(names.map((name, number) => [name, number])) };
  }

  // The name of a file of a family by key.
  function nameOf(family, number, { names }) {
    return `${family}/${family === "terms" || family === "places" ? names[number] : number}`;
  }

  // A file with packed bytes is here once these are inflated.
  function take(name, content, files) {
    if (typeof content[1] !== "string") {
      files.set(name, content);
      if (name.startsWith("words/")) kb.byWord.add(content, opened);
      return;
    }
    const done = inflated(content[1]).then((bytes) => files.set(name, [content[0], bytes])).finally(() => inflating.delete(done));
    inflating.add(done);
  }

  // The hashes of a family stand one behind the other, some for several files each, or by name where its files have no
  // numbers. A file of places has that of its terms.
  function hashOf(name, { hashes, digits, hashedTogether, numberOf }) {
    const [family, part] = name.replace("places/", "terms/").split("/");
    const of = hashes[family];
    if (typeof of !== "string") return of[part];
    const number = family === "terms" ? numberOf.get(part) : part;
    const at = Math.floor(number / (hashedTogether[family] || 1)) * digits;
    return of.slice(at, at + digits);
  }

  // The index, opened once. After a failed load the next call tries again.
  kb.ready = async function () {
    if (!opened) await load("meta", `${kb.dataUrl}.js`, () => opened);
    return opened;
  };

  // What `read` gives once all that it asks for is here. A file that cannot be loaded is a NotLoaded.
  kb.settle = async function (data, read) {
    for (;;) {
      data.missing.clear();
      const { found, missing } = kb.tried(read);
      if (!missing && !data.missing.size) return found;
      const parts = missing ? [loadPart(missing)] : [];
      await Promise.all([...parts, ...[...data.missing].map((name) => loadFile(name, data))]);
    }
  };

  function loadPart({ name, part }) {
    return load(`part ${part}`, `${kb.dataUrl.replace(/[^/]+$/u, "")}joined/engine_${part}.js`, () => Boolean(kb[name]));
  }

  function loadFile(name, data) {
    return load(name, `${kb.dataUrl}/${name}.js?${hashOf(name, data)}`, () => data.files.has(name));
  }

  function load(name, address, isHere) {
    if (!loading.has(name)) loading.set(name, insert(address, isHere).finally(() => loading.delete(name)));
    return loading.get(name);
  }

  function insert(address, isHere) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const done = async () => {
        script.remove();
        await Promise.allSettled([...inflating]);
        if (isHere()) resolve();
        else reject(new NotLoaded(`the search index could not be loaded from ${address}`));
      };
      script.addEventListener("load", done);
      script.addEventListener("error", done);
      script.src = address;
      document.head.append(script);
    });
  }

  // What `make` makes of a file, once; undefined where the file is missing.
  function content(name, data, make) {
    if (data.read.has(name)) return data.read.get(name);
    if (!data.files.has(name)) {
      data.missing.add(name);
      return undefined;
    }
    data.read.set(name, make(data.files.get(name)));
    return data.read.get(name);
  }

  // ---- families by key: terms, places, facets, titles

  // The number of the file that holds a key, if any does. Places are cut as terms are.
  function fileFor(family, key, data) {
    return lastUpTo(key, data.families[family === "places" ? "terms" : family]);
  }

  // The place of the last of rising values that is no more than one; -1 where none is.
  function lastUpTo(one, rising) {
    let [low, high] = [0, rising.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rising[middle] <= one) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // Whether a key is that of a number whose letters no number of a document begins with: then no file need tell.
  function isNoNumber(family, key, { numberLetters }) {
    const found = family === "terms" && /^(#[^0-9]*)[0-9]/.exec(key);
    return found && !numberLetters.includes(found[1]);
  }

  // A cursor at the block of a key; undefined where there is none.
  function block(family, key, data) {
    if (isNoNumber(family, key, data)) return undefined;
    const number = fileFor(family, key, data);
    const file = number < 0 ? undefined : content(nameOf(family, number, data), data, keyed);
    const found = file && file.blocks.get(key);
    return found && { ...found };
  }

  function holds(family, key, data) {
    const facet = inColumn(family, key, data);
    const code = pagedCode(family, key, data);
    return facet ? hasIn(facet, data).includes(true) : Boolean(code ? block("terms", code, data) : block(family, key, data));
  }

  // The keys from one to another, in order, at most so many; as far as they are here.
  function between(family, low, high, most, data) {
    const found = [];
    if (isNoNumber(family, low, data)) return found;
    const last = fileFor(family, high, data);
    for (let number = Math.max(0, fileFor(family, low, data)); number <= last; number += 1) {
      const file = content(nameOf(family, number, data), data, keyed);
      if (!file) break; // the next reading comes this far
      found.push(...file.keys.filter((key) => low <= key && key <= high));
      if (found.length >= most) break;
    }
    return found.slice(0, most);
  }

  function beginning(family, start, most, data) {
    return between(family, start, `${start}\uffff`, most, data);
  }

  // What `make` makes of a key's block, once; undefined where there is none.
  function worked(family, key, data, make) {
    const name = `${family} ${key}`;
    const found = data.read.has(name) ? undefined : block(family, key, data);
    if (found) data.read.set(name, make(found));
    return data.read.get(name);
  }

  // By field: the term's rarity, the sections that hold it there, and its weight in each.
  function postings(term, data) {
    const shared = sharing(data);
    if (!shared) block("terms", term, data); // is asked for with it
    return (shared && worked("terms", term, data, (cursor) => readFields(cursor, shared, data))) || new Map();
  }

  // Whether a section has a term in a field.
  function hasTerm(number, term, field, data) {
    const sections = postings(term, data).get(field)?.sections || NONE;
    const at = lastUpTo(number, sections);
    return at >= 0 && sections[at] === number;
  }

  // As kb/search/scoring.py reckons it: how rare it is that so many sections hold a term.
  function rarity({ count, unit }, holding) {
    return Math.floor((Math.log(count / (holding + 1)) + 1) * unit + 0.5);
  }

  function readFields(cursor, shared, data) {
    const fields = new Map();
    const rare = rarity(data, next(cursor));
    while (cursor.at < cursor.end) {
      const field = data.fields[next(cursor)];
      const { numbers, weights } = readRun(cursor, data.shared[field], shared, data);
      fields.set(field, { rarity: rare, told: numbers.length, ...eachSection(numbers, weights, shared[data.shared[field]]) });
    }
    return fields;
  }

  // A long run is coded behind its length, if it has one.
  function readRun(cursor, by, { stretches, byKind }, { long, count }) {
    const told = next(cursor);
    const length = told < long ? 0 : next(cursor);
    if (length && by === "stretch") return run(cursor, length, told, [stretches], stretches.length);
    if (length) return run(cursor, length, told, byKind, count);
    const numbers = summed(several(told, cursor));
    return { numbers, weights: several(told, cursor) };
  }

  // What is told of stretches or kinds, told of their sections; `of` is the place of what is told of each.
  function eachSection(numbers, weights, membersOf) {
    if (!membersOf) return { sections: numbers, weights };
    const found = [...numbers].map(membersOf);
    const isRising = found.every((members, at) => !at || found[at - 1].at(-1) < members[0]);
    const all = found.flatMap((members, at) => Array.from(members, (section) => [section, at]));
    if (!isRising) all.sort(([one], [other]) => one - other);
    const of = Uint32Array.from(all, ([, at]) => at);
    return { sections: Uint32Array.from(all, ([section]) => section), weights: of.map((at) => weights[at]), of };
  }

  // By field: for each of the term's sections there, in order, the places where it stands.
  function places(term, data) {
    const fields = postings(term, data);
    const found = worked("places", term, data, (cursor) => readPlaces(cursor, fields));
    return (fields.size && found) || new Map();
  }

  function readPlaces(cursor, fields) {
    return new Map([...fields].map(([field, { told, sections, of }]) => {
      const all = Array.from({ length: told }, () => standing(cursor));
      return [field, Array.from(sections, (_, at) => all[of ? of[at] : at])];
    }));
  }

  // The places of a term in a section, as kb/search/postings.py packs them: the first one doubled, and odd where more follow.
  function standing(cursor) {
    const first = next(cursor);
    const places = new Uint32Array(1 + (first % 2 ? next(cursor) : 0)).fill(first >> 1);
    for (let at = 1; at < places.length; at += 1) places[at] = places[at - 1] + next(cursor);
    return places;
  }

  // The numbers of the sections that have a facet, or of the pages that have a word in their title.
  function numbers(family, key, data) {
    const facet = inColumn(family, key, data);
    if (facet) return sectionsOf(facet, data) || NONE;
    const code = pagedCode(family, key, data);
    if (code) return ofPagedCode(code, data);
    const isShared = family === "facets" && data.sharedFacets.includes(key.split("=")[0]);
    const shared = isShared && sharing(data);
    if (isShared && !shared) block(family, key, data); // is asked for with it
    if (isShared && !shared) return NONE;
    const read = (cursor) => (shared ? eachSection(rising(cursor), NONE, shared.stretch).sections : rising(cursor));
    return worked(family, key, data, read) || NONE;
  }

  // The code of a facet that is in no file: one that has a page.
  function pagedCode(family, key, { expansion }) {
    const code = family === "facets" && key.startsWith("code=") ? key.slice(5) : "";
    return expansion.codes.includes(code) ? code : "";
  }

  // The sections of the entries that name such a code, or reach it.
  function ofPagedCode(code, data) {
    const fields = postings(code, data);
    const name = `facets code=${code}`;
    const found = () => new Set(["named", "reached"].flatMap((field) => [...(fields.get(field)?.sections || [])]));
    if (fields.size && !data.read.has(name)) data.read.set(name, Uint32Array.from(found()).sort());
    return data.read.get(name) || NONE;
  }

  // ---- what sections share

  // The sections of a stretch, and those of a kind, each by number; undefined where the file is missing.
  function sharing(data) {
    const file = content(RANKS, data, (rows) => rows);
    if (file && !data.read.has("shared")) data.read.set("shared", readShared(file, data));
    return data.read.get("shared");
  }

  // Most stretches have kinds that rise: of each kind it is coded which of these have it. Behind is the last column, by
  // stretches.
  function readShared([{ columns, kinds, stretches, even }, bytes], { count, together }) {
    const cursor = cursorOf(bytes);
    const uneven = rising(cursor);
    const lengths = several(uneven.length, cursor);
    const others = several(lengths.reduce((sum, one) => sum + one, 0), cursor);
    const rows = stretches - uneven.length;
    const [, values] = columns.at(-1);
    const first = 2 * even.length;
    const choose = choicesIn(bytes, cursor.at, bytes.length, first + values.length ** 2);
    const has = even.map((_, at) => {
      let before = 0;
      return Uint8Array.from({ length: rows }, () => (before = choose(2 * at + before)));
    });
    const all = Uint32Array.from({ length: stretches }, (_, at) => at);
    const last = placesIn(choose, [all], stretches, values.length, first);
    const [firsts, of] = [new Uint32Array(stretches + 1), new Uint32Array(count)];
    let [odd, at, other] = [0, 0, 0];
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      firsts[stretch] = at;
      if (uneven[odd] === stretch) {
        for (let left = lengths[odd]; left > 0; left -= 1) of[at++] = others[other++];
        odd += 1;
      } else even.forEach((kind, one) => { if (has[one][stretch - odd]) of[at++] = kind; });
    }
    firsts[stretches] = at;
    const byKind = kinds.map((_, kind) => [...of.keys()].filter((section) => of[section] === kind));
    const stretch = (number) => Array.from({ length: firsts[number + 1] - firsts[number] }, (_, one) => firsts[number] + one);
    return { stretch, kind: (number) => byKind[number], firsts, of, byKind, stretches: all, last, starts: startsOf(firsts, together.documents) };
  }

  // The first section of each file of `documents`: as many whole stretches as it takes, as kb/search/stretches.py puts them.
  function startsOf(firsts, most) {
    const starts = [0];
    for (let stretch = 1; stretch < firsts.length; stretch += 1) {
      const [first, end] = [firsts[stretch - 1], firsts[stretch]];
      if (end - first <= most && end - starts.at(-1) > most) starts.push(first);
      while (end - starts.at(-1) > most) starts.push(starts.at(-1) + most);
    }
    return starts;
  }

  // The stretch that a section is of, as sections by number: all of its page; itself alone where the file is missing.
  function stretchOf(number, data) {
    const shared = sharing(data);
    return shared ? shared.stretch(lastUpTo(number, shared.firsts)) : [number];
  }

  // ---- families by number: documents, pages, columns

  function row(family, number, data) {
    const together = data.together[family];
    const file = content(`${family}/${Math.floor(number / together)}`, data, (rows) => rows);
    return file && file[number % together];
  }

  // The row of a section; undefined where it is missing. Its file has whole stretches, or a part of a long one.
  function sectionRow(number, data) {
    const shared = sharing(data);
    const at = shared && lastUpTo(number, shared.starts);
    const file = shared && content(`documents/${at}`, data, (rows) => rows);
    return file && file[number - shared.starts[at]];
  }

  // A section as it is shown; undefined where it is missing.
  function section(number, data) {
    const found = sectionRow(number, data);
    if (!found) return undefined;
    const [entry, part, kind, title, heading, value, reach, text, inForce, review, marks, certainty, place, checked] = found;
    const [effective, ends = ""] = inForce.split("/");
    const url = `${entry}.html#${place || part}`;
    const told = { value, marks, certainty, reach, text, effective, ends, review, checked };
    return { entry, section: part, kind, title, heading, ...told, url };
  }

  // A page's address, kind and title; undefined where it is missing.
  function page(number, data) {
    const found = row("pages", number, data);
    return found && { entry: found[0], kind: found[1], title: found[2] };
  }

  // From when to when a code exists; undefined of a code that has no page.
  function life(code, data) {
    const found = ofCode(code, data);
    return found && { begins: found.begins, before: found.before, ends: found.ends, after: found.after };
  }

  // The modifiers that the page of a code is about, as kb/search/modifiers.py writes them; undefined where it has no page.
  function modifiers(code, data) {
    return ofCode(code, data)?.modifiers;
  }

  function ofCode(code, data) {
    const number = data.expansion.codes.indexOf(code.toLowerCase());
    return number < 0 ? undefined : row("lives", number, data);
  }

  // The time limits of a plan for an answer, in the order of its entries.
  function limits(scope, question, data) {
    const number = data.reading.payers.indexOf(scope.split("/")[0]);
    const isNone = number < 0 || !data.reading.timedQuestions.includes(question);
    const mine = (isNone ? undefined : row("limits", number, data)) || [];
    return mine.filter((one) => one.scope === scope && one.question === question);
  }

  // The words of the library that a word typed wrong may mean, each with how often it stands there, and those of them that
  // names have; as far as they are here. They begin as it does, or with its second letter.
  function spelling(word, data) {
    const groups = data.expansion.firstLetters;
    const numbers = new Set([word[0], word[1]].map((letter) => groups.findIndex((letters) => letters.includes(letter))));
    const files = [...numbers].flatMap((number) => content(`spelling/${number}`, data, (file) => [file]) || []);
    return { words: Object.assign({}, ...files.map(([words]) => words)), names: files.flatMap(([, names]) => names) };
  }

  // The values of a facet or a date, and for each section the place of its own among them; as several facets may stand in
  // one column, a value may have several places. Where a section has several values (of a scope: uhc/commercial and
  // commercial), `lines` has all of them, and `values` the full name.
  function column(name, data) {
    const file = data.inColumns[name] || name;
    return columns(file, data)?.get(name) || { values: [""], lines: [""], of: new Uint32Array(data.count) };
  }

  // Whether it is told of a section that its value is not known; false while the file that tells it is missing.
  function isUnknown(number, data) {
    const part = Math.floor(number / data.together.known);
    const shared = sharing(data);
    const file = content(`known/${part}`, data, (rows) => rows);
    const name = `known of ${part}`;
    if (shared && file && !data.read.has(name)) data.read.set(name, readUnknown(file, part * data.together.known, shared));
    return data.read.get(name)?.[number % data.together.known] === 1;
  }

  // The sections of each kind stand together.
  function readUnknown([count, bytes], start, { of, byKind }) {
    const choose = choicesIn(bytes, 0, bytes.length, byKind.length);
    const unknown = new Uint8Array(count);
    byKind.forEach((_, kind) => {
      for (let at = 0; at < count; at += 1) if (of[start + at] === kind) unknown[at] = choose(kind);
    });
    return unknown;
  }

  // The columns of a file; undefined where it is missing, or what sections share.
  function columns(file, data) {
    const shared = sharing(data);
    const found = content(`columns/${file}`, data, (rows) => rows);
    const name = `columns of ${file}`;
    if (shared && found && !data.read.has(name)) data.read.set(name, readColumns(found, shared, data));
    return data.read.get(name);
  }

  function readColumns(file, shared, data) {
    const { columns: rows, kinds } = file[0].columns ? file[0] : { columns: file };
    const own = rows.map(([names, values, written]) => [names, values, numbersIn(names, values, written, shared, data)]);
    if (kinds) own.push([data.kindFacets, kinds, shared.of]);
    return new Map(own.flatMap(([names, values, of]) => names.map((name, at) => {
      const lines = values.map((row) => row[at]);
      return [name, { values: lines.map(fullName), lines, of }];
    })));
  }

  // The number of each section's value; that of a stretch is told once. The last of what stretches share is coded.
  function numbersIn([name], values, written, { firsts, last }, { sharedFacets, count, letters }) {
    if (!sharedFacets.includes(name)) return numbersOf(written, values.length, count, letters);
    const of = new Uint32Array(count);
    const told = written ? numbersOf(written, values.length, firsts.length - 1, letters) : last;
    told.forEach((number, at) => of.fill(number, firsts[at], firsts[at + 1]));
    return of;
  }

  // Whether a column costs nothing to read: what filters alone ask for is a large file of a large library.
  function isAtHand(name, data) {
    return data.inColumns[name] !== "filters" || data.files.has("columns/filters");
  }

  function fullName(lines) {
    const values = lines.split("\n");
    return values.find((value) => value.includes("/")) || values[0];
  }

  // Name and value of a facet that stands in a column; undefined of what does not.
  function inColumn(family, key, data) {
    const at = key.indexOf("=");
    const name = key.slice(0, at);
    return family === "facets" && data.inColumns[name] ? { name, value: key.slice(at + 1) } : undefined;
  }

  // Of each value of a column whether it is that of a facet, or one of several that are.
  function hasIn({ name, value }, data) {
    return column(name, data).lines.map((lines) => lines.split("\n").includes(value));
  }

  function sectionsOf(facet, data) {
    const name = `facets ${facet.name}=${facet.value}`;
    if (!data.read.has(name) && columns(data.inColumns[facet.name], data)) {
      const has = hasIn(facet, data);
      const { of } = column(facet.name, data);
      data.read.set(name, Uint32Array.from(of.keys()).filter((number) => has[of[number]]));
    }
    return data.read.get(name);
  }

  kb.NotLoaded = NotLoaded;
  kb.store = { holds, beginning, between, postings, hasTerm, places, numbers, section, stretchOf, page, column, isAtHand, isUnknown, life, modifiers, limits, spelling, rarity };
})();
