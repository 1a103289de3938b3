// How a query was read, part by part: each that stands in the typed text can be taken out of it. Needs dom.js and the
// engine before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button } = kb.dom;

  // The line "Read as:" with a chip a part; empty where nothing was read. `change` asks for another query.
  function line(found, { typed, data, change }) {
    if (!found.parts.length) return [];
    const groups = kb.query.allGroups(kb.typed.clean(typed, data), data).filter(({ kind }) => kind !== "facet");
    const chips = found.parts.map((part) => chip(part, wordsOf(part, groups, data), typed, change));
    return [make("span", "muted", "Read as:"), make("ul", "", ...chips.map((made) => make("li", "", made)))];
  }

  // The words of the query that a part was read from.
  function wordsOf({ kind, written }, groups, { reading }) {
    const { plans, intent } = reading;
    const isOf = { plan: (term) => Object.hasOwn(plans.terms, term) && plans.terms[term][0] !== "connector",
      question: (term) => Object.hasOwn(intent.questions, term), class: (term) => Object.hasOwn(intent.classes, term) }[kind];
    const named = isOf ? groups.filter(({ negative, terms }) => !negative && terms.some((term) => isOf(String(term)))) : [];
    return named.length ? named.map((group) => group.written) : [written].filter(Boolean);
  }

  function chip({ label }, words, typed, change) {
    const rest = without(typed, words);
    if (rest === null) return make("span", "chip", label);
    const cross = make("span", "", "×");
    cross.setAttribute("aria-hidden", "true");
    const made = button("choice", `${label} `, () => change(rest));
    made.append(cross);
    made.setAttribute("aria-label", `Remove ${label} from the question`);
    return made;
  }

  // A text without words that stand in it; null where one of them does not.
  function without(typed, words) {
    let rest = typed;
    for (const word of words) {
      const at = placeOf(rest, word);
      if (at < 0) return null;
      rest = `${rest.slice(0, at)} ${rest.slice(at + word.length)}`;
    }
    return words.length ? rest.replace(/\s+/g, " ").trim() : null;
  }

  // Where a word stands by itself in a text, in whatever case; -1 where it does not.
  function placeOf(text, word) {
    const whole = `(?<![0-9a-z])${word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![0-9a-z])`;
    return text.toLowerCase().search(new RegExp(whole, "u"));
  }

  kb.readAs = { line };
})();
