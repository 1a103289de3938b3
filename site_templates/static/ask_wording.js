// A reply as plain text, as kb/ask/wording.py writes it. Needs ask_words.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // By its line, the number of each source that a reply cites.
  function numbersOf({ claims }) {
    const numbers = new Map();
    for (const source of claims.flatMap(({ sources }) => sources)) {
      if (!numbers.has(line(source))) numbers.set(line(source), numbers.size + 1);
    }
    return numbers;
  }

  const line = ({ words, url }) => `${words} ${url}`.trim();

  // The words of a question that nothing cited speaks of.
  function unreadWords({ unread }) {
    return `${kb.askWords.of().parts.unread} ${unread.map((word) => `“${word}”`).join(", ")}`;
  }

  function textOf(reply) {
    const { heads, parts } = kb.askWords.of();
    const numbers = numbersOf(reply);
    const lines = [];
    const add = (head, items) => { if (items.length) lines.push(head, ...items); };
    const item = (text) => `- ${text}`;
    if (reply.readAs.length) lines.push(`${parts.readAs} ${reply.readAs.join(" · ")}`);
    if (reply.unread.length) lines.push(unreadWords(reply));
    if (heads[reply.kind]) lines.push(heads[reply.kind]);
    lines.push(...reply.lead);
    const marks = ({ sources }) => kb.askWords.unique(sources.map(line)).map((told) => ` [${numbers.get(told)}]`).join("");
    lines.push(...reply.claims.map((claim) => item(claim.text + marks(claim))));
    add(parts.notKnown[Number(reply.claims.length > 0)], reply.unknown.map(({ text }) => item(text)));
    add(parts.next, reply.following.map(item));
    add(parts.sources, [...numbers].map(([told, number]) => `[${number}] ${told}`));
    return lines.join("\n");
  }

  kb.askWording = { textOf, unreadWords, numbersOf, line };
})();
