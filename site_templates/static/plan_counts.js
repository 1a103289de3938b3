// The answer card where no plan is named: how many plans give each answer, and the plans to choose from. The values of
// all plans come as one script of a code. Needs names.js, dom.js and card.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link, dataFrom, scopeName } = kb.dom;
  const MOST = 12;
  const received = new Map();

  // Called by each of the scripts in static/plans/.
  kb.planAnswers = (code, packed) => received.set(code, packed);

  // The value of each plan on each question, as rows of an answer card.
  async function rowsOf(code, root) {
    const address = `${root}static/plans/${code.toLowerCase()}.js`;
    const { values, answers } = await dataFrom(address, "the answers", () => received.get(code));
    return answers.flatMap((places, number) => places.map((place, at) => {
      const [value, tone] = values[place];
      const { id, name, payer } = kb.names.scopes[at];
      return { scope: id, name, payer, question: kb.names.questions[number].key, value, tone, marks: [], url: "" };
    }));
  }

  // How many rows have each value, the most frequent first; answers in text count as one.
  function counted(rows) {
    const counts = new Map();
    const called = ({ value, tone }) => (tone === "neutral" ? "answered in text" : value);
    for (const row of rows) counts.set(called(row), (counts.get(called(row)) || 0) + 1);
    return [...counts].sort(([, one], [, other]) => other - one);
  }

  // The card: one line of counts, and the plans whose answer is known; choosing one adds its name to the query.
  function card({ shown, question, page }, rows, { heading, typed, change }) {
    const held = rows.filter((row) => row.question === question);
    const told = counted(held).map(([value, many]) => `${value} ${many}`).join(", ");
    const known = held.filter(({ value }) => value !== kb.names.unknown);
    const all = page && known.length > MOST ? link("", `All ${held.length} plans on the page of ${shown}`, page) : "";
    return kb.card.section(heading, make("p", "card-counts", `Of ${held.length} plans: ${told}.`),
      ...(known.length ? choices(known.slice(0, MOST), typed, change) : [make("p", "card-note", nothingKnown(held))]),
      all && make("p", "card-more", all));
  }

  function nothingKnown(rows) {
    return `No answer of these ${rows.length} plans is known. Unknown does not mean “not covered”. Add a plan's name to see what was searched.`;
  }

  function choices(rows, typed, change) {
    const choose = (row) => button("choice", scopeName(row), () => change(`${typed.trim()} ${scopeName(row)}`));
    const list = make("ul", "choices", ...rows.map((row) => make("li", "", choose(row))));
    return [make("p", "card-next", "Which plan?"), list];
  }

  kb.planCounts = { rowsOf, card };
})();
