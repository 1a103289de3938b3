// One hit as a list item: a link to the section, its dates, and buttons that copy the link or a citation; and the
// order of hits. Needs dom.js, store.js and cite.js before it; and sheet.js before row is called.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, chip, day } = kb.dom;

  // How hits may be sorted: by which day of the document, and whether the later comes first.
  const SORTS = {
    best: { title: "Best match" },
    effective: { title: "Newest effective date", column: "effective", falling: true },
    review: { title: "Review due first", column: "review", falling: false },
  };

  // What was found in the order wanted; sections without a date come last, and equal ones stay as they are.
  function arranged(found, sort, data) {
    const { column, falling } = SORTS[sort] || SORTS.best;
    if (!column) return found;
    const { values, of } = kb.store.column(column, data);
    const dateOf = ({ number }) => values[of[number]];
    const compare = (one, other) => (one < other ? -1 : Number(one > other)) * (falling ? -1 : 1);
    return [...found].sort((one, other) => {
      const [first, second] = [dateOf(one), dateOf(other)];
      return first && second ? compare(first, second) : Number(!first) - Number(!second);
    });
  }

  // Where a query names no plan, what other plans than mine say comes last.
  function mineFirst(ranked, { named }, data) {
    const mine = kb.myPlans.shown();
    if (!mine || named) return ranked;
    const payers = new Set([...mine].map((plan) => plan.split("/")[0]));
    const others = new Set(kb.names.scopes.filter(({ id, national }) => !mine.has(id) && !(national && payers.has(id.split("/")[0])))
      .map(({ id }) => id));
    const { values, of } = kb.store.column("scope", data);
    const isOther = ({ number }) => others.has(values[of[number]]);
    return [...ranked.filter((one) => !isOther(one)), ...ranked.filter(isOther)];
  }

  // `code` is the code of this library that the query names, if any.
  function item(hit, { root, code, isWanted, announce, data }) {
    const marks = hit.document.marks.flatMap((mark) => [chip(mark), " "]);
    const heading = make("span", "hit-heading", ...headingParts(hit.document), marks.length ? " " : "", ...marks);
    const text = make("span", "hit-text", ...highlighted(hit.excerpt.replaceAll("Our reading", "Our interpretation"), isWanted));
    const link = make("a", "", make("span", "hit-title", kb.dom.dated(hit.document.title), heading), text);
    link.href = root + hit.document.url;
    const isReached = code && kb.store.hasTerm(hit.number, code.toLowerCase(), "reached", data);
    return make("li", "hit", turned(hit.document), link, tools(hit, link.href, announce, isReached ? `${code} is not named` : ""));
  }

  // A section is that of the day of the copy: where another version is in force since, that stands before it.
  function turned({ kind, url }) {
    const place = make("p", "callout callout-warn hit-turned");
    place.hidden = true;
    if (kind === "entry" && kb.clock.isShifted) kb.clock.tellTurn(place, url).catch(() => {});
    return place;
  }

  function tools({ document: found, why }, address, announce, unnamed) {
    const { kind, review } = found;
    const days = make("span", "hit-dates");
    if (kind === "entry") days.append(span(found, "Effective ", "Effective: no date"), " · ");
    days.append(review ? `review by ${day(review)}` : "review: no date");
    const name = `${found.title}, ${headingOf(found)}`;
    const copyLink = kb.cite.copyButton("Link", () => address, announce);
    const said = () => kb.cite.line(told(found, unnamed), address);
    const copyCitation = kb.cite.copyButton("Citation", said, announce);
    copyLink.setAttribute("aria-label", `Copy link: ${name}`);
    copyCitation.setAttribute("aria-label", `Copy citation: ${name}`);
    const reasons = make("details", "hit-why", make("summary", "", "Why this result"), why.join(" · "));
    return make("div", "hit-tools", days, copyLink, copyCitation, why.length ? reasons : "");
  }

  // A section as a citation names it: never without how sure it is, and for which codes it speaks.
  function told(found, unnamed) {
    const date = span(found, "effective ", "no effective date");
    const sure = [found.certainty, unnamed, found.kind === "entry" ? date : ""].filter(Boolean).join("; ");
    const asOf = `Payer policy library as of ${day(kb.names.asOf)}.`;
    return kb.dom.dated(`${found.title}. ${headingOf(found)}${sure ? ` (${sure})` : ""}. ${asOf}`);
  }

  // Since when a rule holds, and until when where that is recorded.
  function span({ effective, ends }, since, none) {
    return `${effective ? since + day(effective) : none}${ends ? ` until ${day(ends)}` : ""}`;
  }

  function headingOf(found) {
    const heading = kb.dom.label(found.heading);
    return found.value ? `${heading}: ${found.value}` : heading;
  }

  // The heading of a hit, in which what is unknown is quiet.
  function headingParts(found) {
    if (!found.value.startsWith(kb.names.unknown)) return [kb.dom.dated(headingOf(found))];
    const rest = found.value.slice(kb.names.unknown.length);
    return [`${kb.dom.label(found.heading)}: `, make("span", "hit-none", "unknown"), rest];
  }

  // Tells for a word of an excerpt whether the query asked for it.
  function wantedBy(groups, data) {
    const positive = groups.filter((group) => !group.negative);
    const wordsOf = ({ terms, written }) => [...terms, ...written.toLowerCase().split(/\s+/)];
    const wanted = new Set(positive.flatMap(wordsOf));
    return (word) => wanted.has(word) || wanted.has(kb.analysis.stem(word, data.analysis));
  }

  function highlighted(excerpt, isWanted) {
    return excerpt.split(/(\s+)/).map((word) => {
      const plain = word.toLowerCase().replace(/^[^0-9a-z]+|[^0-9a-z]+$/g, "");
      const shown = kb.dom.dated(word);
      return plain && isWanted(plain) ? make("mark", "", shown) : document.createTextNode(shown);
    });
  }

  kb.hits = { SORTS, arranged, mineFirst, item, wantedBy };
})();
