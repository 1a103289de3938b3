// The answer card above the hits: what each scope named says to the question, who says so, and how sure it is. The
// answers of a code come as one script, loaded when a card is first shown. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link, answer, chip, day } = kb.dom;
  const MOST = 4;
  const UNNAMED = {
    category: "Not named by this payer in what could be read, but its wider rule reaches the code. ",
    range: "Not named by this payer in what could be read, but a range of codes reaches it. ",
    inherited: "Not named by this payer in what could be read, but its parent code is. ",
  };

  const received = new Map();
  const loading = new Map();

  // Called by each of the scripts in static/answers/.
  kb.answers = (code, rows) => received.set(code, rows);

  // The answers of a code; after a failed load the next call tries again.
  function answersOf(code, root) {
    if (!loading.has(code)) loading.set(code, load(code, `${root}static/answers/${code.toLowerCase()}.js`));
    return loading.get(code);
  }

  function load(code, address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => {
        loading.delete(code);
        reject(new Error(`the answers could not be loaded from ${address}`));
      };
      script.addEventListener("load", () => (received.has(code) ? resolve(received.get(code)) : fail()));
      script.addEventListener("error", fail);
      script.src = address;
      document.head.append(script);
    });
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

  // The known first; no more than fit, and the way to the rest.
  function payerRows(rows, root) {
    const isKnown = (row) => row.value !== kb.names.unknown;
    const sorted = [...rows.filter(isKnown), ...rows.filter((row) => !isKnown(row))];
    const list = make("ul", "card-rows", ...sorted.slice(0, MOST).map((row) => cardRow(row, root)));
    const payer = rows[0].scope.split("/")[0];
    if (rows.length <= MOST) return list;
    const more = `${rows.length - MOST} more on the page of ${rows[0].payer}`;
    list.append(make("li", "card-more", link("", more, `${root}${payer}/payer.html`)));
    return list;
  }

  function cardRow(row, root) {
    const scope = make("p", "card-scope", row.name.includes(row.payer) ? row.name : `${row.payer}, ${row.name}`);
    return make("li", "card-row", scope, head(row), ...reasons(row), facts(row), doors(row, root));
  }

  function head(row) {
    const chips = make("span", "card-chips", ...row.marks.map(chip));
    return make("p", "card-answer", answer(row.value, row.tone), row.marks.length ? chips : "");
  }

  // Why the answer is what it is. What is not known says so, with its reason: it is never a no.
  function reasons(row) {
    const known = row.value !== kb.names.unknown;
    const named = (row.decided && UNNAMED[row.reach]) || "";
    const lead = known ? named : `Unknown, which is not a no: ${row.reason}. `;
    return [
      make("p", "card-why", make("strong", "", lead), row.why),
      row.note ? make("p", "card-note", row.note) : "",
      row.warning ? make("p", "callout callout-warn", row.warning) : "",
    ];
  }

  function facts(row) {
    if (!row.decided) return "";
    const pairs = [
      ["Effective", row.effective ? day(row.effective) : "no date"],
      ["Standing", row.standing], ["Confidence", row.confidence],
    ];
    const shown = pairs.map(([name, value]) => make("div", "", make("dt", "", name), make("dd", "", value)));
    if (row.source) shown.push(make("div", "", make("dt", "", "Source"), make("dd", "", ...sourceOf(row.source))));
    return make("dl", "card-facts", ...shown);
  }

  function sourceOf({ title, publisher, url }) {
    const shown = /^https?:/.test(url) ? link("", title, url) : title;
    if (shown.rel !== undefined) shown.rel = "noreferrer";
    return [shown, `, ${publisher}`];
  }

  function doors(row, root) {
    const text = row.decided ? "Open the deciding section" : "Open what is known";
    return make("p", "card-door", link("", text, root + row.url));
  }

  kb.card = { answersOf, card };
})();
