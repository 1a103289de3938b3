// Which answer cards a reading asks for, as kb/search/card.py decides it. What draws them is loaded when there is one to
// draw. Needs dom.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const CLASSES = ["category-iii"]; // classes of codes with scripts of their own

  // The cards that a reading asks for; none where it asks for no answer, or of a plan that is not held. `told` has the
  // index in `data`, what was typed, the way to the top, and `change`, which asks for another query.
  async function cardsOf(found, told) {
    const asked = askedOf(found, told.data);
    if (!asked.length) return [];
    const { ofSubject } = await kb.dom.later("cardsDrawn", "joined/answers", told.root);
    return (await Promise.all(asked.map((subject) => ofSubject(subject, found, told)))).flat();
  }

  function askedOf(found, data) {
    if (found.asks.length || (found.mentioned.length && !found.question) || found.undated || (found.named && (!found.scopes.length || found.stateOnly)) || (found.table && !found.named)) return [];
    return found.named || found.question ? subjects(found, data) : [];
  }

  // Whether there is a card to draw, as far as the reading tells.
  const areAsked = (found, data) => askedOf(found, data).length > 0;

  // What the answers are on: each code that has a page, or a class of codes, or all codes; of a product no rule for
  // all codes is an answer.
  function subjects({ codes, classOfCodes, question, named, namesProduct, unborn }, data) {
    const held = codesHeld(codes).filter((code) => !unborn.includes(code));
    if (codes.length) return held.map((code) => ({ code, shown: code }));
    if (CLASSES.includes(classOfCodes)) return [{ code: classOfCodes, shown: data.reading.classTitles[classOfCodes] }];
    return named && question && !namesProduct ? [{ code: "", shown: "" }] : [];
  }

  function codesHeld(codes) {
    return codes.filter((code) => kb.names.codes.some((one) => one.code === code));
  }

  kb.cards = { cardsOf, areAsked, codesHeld };
})();
