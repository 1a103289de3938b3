// What was typed, cleaned for reading, as kb/search/typed.py does it: signs of every kind made one, codes freed of what
// is glued to them. Text inside quotes keeps its words.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const made = new WeakMap();

  function patternsOf({ typed }) {
    if (!made.has(typed)) {
      const compiled = (pairs) => pairs.map(([pattern, plain]) => [new RegExp(pattern, "gu"), plain]);
      made.set(typed, { wide: new RegExp(typed.wide, "gu"), replaced: compiled(typed.replaced),
        rewritten: compiled(typed.rewritten) });
    }
    return made.get(typed);
  }

  const replaced = (text, pairs) => pairs.reduce((so, [pattern, plain]) => so.replace(pattern, plain), text);

  // Cut by characters, not by the halves in which JavaScript stores the rarer of them.
  function clean(typed, data) {
    const { wide, replaced: signs, rewritten } = patternsOf(data);
    const cut = Array.from(typed).slice(0, data.typed.longest).join("");
    const narrow = cut.replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - data.typed.wideOffset));
    const text = replaced(narrow, signs).replace(/[A-Z]+/g, (found) => found.toLowerCase());
    return text.split('"').map((part, number) => (number % 2 ? part : replaced(part, rewritten))).join('"');
  }

  kb.typed = { clean };
})();
