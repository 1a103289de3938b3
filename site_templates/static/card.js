// The answer card above the hits: what each scope named says to the question, who says so, and how sure it is. The
// answers of a code come as one script a payer, loaded when a card first asks for it. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, answer, chip, day, dataFrom, scopeName } = kb.dom;
  const MOST = 4;
  const UNNAMED = {
    category: "Not named by this payer in what could be read, but its wider rule reaches the code. ",
    range: "Not named by this payer in what could be read, but a range of codes reaches it. ",
    inherited: "Not named by this payer in what could be read, but its parent code is. ",
  };

  // The fields of an answer in a script, in the order of kb/pages/answers.py.
  const FIELDS = ["value", "tone", "reason", "why", "entry", "reach", "effective", "standing", "confidence", "source",
    "marks", "note", "warning"];

  const received = new Map();

  // Called by each of the scripts in static/answers/.
  kb.answers = (code, payer, packed) => received.set(`${code}/${payer}`, [...unpacked(payer, packed)]);

  // A row for every scope and question.
  function* unpacked(payer, { title, scopes, answers, values }) {
    for (const [scope, name, places] of scopes) {
      for (const [number, place] of places.entries()) {
        const answer = Object.fromEntries(FIELDS.map((field, at) => [field, values[answers[place][at] || 0]]));
        const { key, slug } = kb.names.questions[number];
        const url = answer.entry ? `${answer.entry}.html#${slug}` : `${payer}/payer.html#scope-${scope}`;
        const marks = answer.marks || [];
        yield { ...answer, scope: `${payer}/${scope}`, name, payer: title, question: key, marks, url };
      }
    }
  }

  // The answers to what is asked by the payers of the scopes asked for, and by no other.
  async function answersOf({ code, scopes }, root) {
    const payers = new Set(scopes.map((scope) => scope.split("/")[0]));
    return (await Promise.all([...payers].map((payer) => answersBy(payer, code, root)))).flat();
  }

  function answersBy(payer, code, root) {
    const address = `${root}static/answers/${code.toLowerCase()}/${payer}.js`;
    return dataFrom(address, "the answers", () => received.get(`${code}/${payer}`));
  }

  // The card for what is asked: a code, scopes and a question.
  function card({ code, scopes, question }, rows, root) {
    const held = rows.filter((row) => row.question === question && scopes.includes(row.scope));
    const title = kb.names.questions.find(({ key }) => key === question).title;
    const heading = make("h2", "card-heading", `${code}, ${title.toLowerCase()}`);
    heading.id = "answer-card";
    const made = make("section", "answer-card", heading, ...byPayer(held).map((group) => payerRows(group, root)));
    made.setAttribute("aria-labelledby", heading.id);
    return made;
  }

  function byPayer(rows) {
    const groups = new Map();
    for (const row of rows) groups.set(row.payer, [...(groups.get(row.payer) || []), row]);
    return [...groups.values()];
  }

  // A value that is known was decided by an entry.
  function isKnown({ value }) {
    return value !== kb.names.unknown;
  }

  // The known first; no more than fit, and the way to the rest.
  function payerRows(rows, root) {
    const sorted = [...rows.filter(isKnown), ...rows.filter((row) => !isKnown(row))];
    const list = make("ul", "card-rows", ...sorted.slice(0, MOST).map((row) => cardRow(row, root)));
    const payer = rows[0].scope.split("/")[0];
    if (rows.length <= MOST) return list;
    const more = `${rows.length - MOST} more on the page of ${rows[0].payer}`;
    list.append(make("li", "card-more", link("", more, `${root}${payer}/payer.html`)));
    return list;
  }

  function cardRow(row, root) {
    const scope = make("p", "card-scope", scopeName(row));
    return make("li", "card-row", scope, head(row), ...reasons(row), facts(row), doors(row, root));
  }

  function head(row) {
    const chips = make("span", "card-chips", ...row.marks.map(chip));
    return make("p", "card-answer", answer(row.value, row.tone), row.marks.length ? chips : "");
  }

  // Why the answer is what it is. What is not known says so, with its reason: it is never a no.
  function reasons(row) {
    const lead = isKnown(row) ? UNNAMED[row.reach] || "" : `Unknown, which is not a no: ${row.reason}. `;
    return [
      make("p", "card-why", make("strong", "", lead), row.why),
      row.note ? make("p", "card-note", row.note) : "",
      row.warning ? make("p", "callout callout-warn", row.warning) : "",
    ];
  }

  function facts(row) {
    if (!isKnown(row)) return "";
    const pairs = [
      ["Effective", row.effective ? day(row.effective) : "no date"],
      ["Standing", row.standing], ["Confidence", row.confidence],
    ];
    const shown = pairs.map(([name, value]) => make("div", "", make("dt", "", name), make("dd", "", value)));
    if (row.source) shown.push(make("div", "", make("dt", "", "Source"), make("dd", "", ...sourceOf(row.source))));
    return make("dl", "card-facts", ...shown);
  }

  function sourceOf([title, publisher, url]) {
    const shown = /^https?:/.test(url) ? link("", title, url) : title;
    if (shown.rel !== undefined) shown.rel = "noreferrer";
    return [shown, `, ${publisher}`];
  }

  function doors(row, root) {
    const text = isKnown(row) ? "Open the deciding section" : "Open what is known";
    return make("p", "card-door", link("", text, root + row.url));
  }

  kb.card = { answersOf, card };
})();
