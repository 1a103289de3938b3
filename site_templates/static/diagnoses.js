// Diagnoses in a query, `0709T C43.9 aetna`: what the lists of the plans asked of say, or that none holds the code, as
// kb/search/diagnoses.py tells of them.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const SHOWN = 3; // lists that are told of one diagnosis

  // What lists hold each diagnosis of a query, by the word typed; of a plan that is named, also that none does. Beside the
  // number of a document its lists alone are told of.
  function told(read, data) {
    const { diagnosis, dotless, diagnoses } = data.reading;
    const { named, scopes, planLabel, groups } = read;
    const typed = new RegExp(`^(?:${diagnosis})$`, "u");
    const bare = new RegExp(`^(?:${dotless})$`, "u");
    const all = diagnoses.filter(({ scope }) => !named || scopes.includes(scope));
    const isHeld = (written) => all.some(({ items }) => items.some((item) => holds(item, dotted(written))));
    const isDotless = ({ kind, written }) => kind === "word" && bare.test(written) && isHeld(written);
    const asked = groups.filter((group) => !group.negative && (typed.test(group.written) || isDotless(group)));
    const documents = kb.documentNumbers.numbersAsked(read, data).filter((group) => !asked.includes(group));
    const terms = documents.flatMap(({ terms: those }) => those.map(String));
    const isOfThem = ({ numbers }) => numbers.some((one) => terms.includes(one));
    const mine = documents.length ? all.filter(isOfThem) : all;
    const isKept = diagnoses.some(isOfThem); // maybe of another plan, whose document it is
    const called = documents.map(({ written }) => written.toUpperCase()).join(" or ");
    const of = called && mine.length ? ` of ${called}` : named && scopes.length ? ` of ${planLabel}` : "";
    return new Map(asked.map(({ written }) => {
      const code = dotted(written);
      const said = mine.map((one) => sentence(code, one)).filter(Boolean).slice(0, SHOWN).join(" ");
      const none = called && !isKept ? `no list of diagnoses of ${called} is kept here` : `no list of diagnoses${of} here holds it`;
      return [written, said || `${code}: data not available; ${none}.`];
    }));
  }

  // A diagnosis as it is printed: C439 as C43.9, C61 as it is.
  function dotted(written) {
    const [category, rest] = [written.slice(0, 3), written.slice(3).replace(".", "")];
    return (rest ? `${category}.${rest}` : category).toUpperCase();
  }

  function sentence(code, { items, before, after, lacking }) {
    const item = items.find((one) => holds(one, code));
    if (!item) return lacking && `${code}${lacking}`;
    return `${code}${before}${item === code ? "" : `, as ${item}`}${after}`;
  }

  // Whether a code is in an item: C43.11 is in C43.1, and in C43.0-C43.9 as in C00.0-C43.
  function holds(item, code) {
    const [first, last] = item.replaceAll(".", "").split("-");
    const bare = code.replaceAll(".", "");
    return last === undefined ? bare.startsWith(first) : first <= bare && (bare <= last || bare.startsWith(last));
  }

  kb.diagnoses = { told };
})();
