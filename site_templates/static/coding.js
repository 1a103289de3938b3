// Choices, and long lists of numbers by groups, as kb/search/coding.py and kb/search/coded_runs.py write them. Needs
// packing.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { next, several } = kb.packing;
  const WHOLE = 16; // bits of a chance
  const REMEMBERED = 255; // choices of a context after which an older one counts less
  const NARROW = 1 << 24; // below this width a byte is settled
  const RATES = Uint16Array.from({ length: REMEMBERED + 1 }, (_, seen) => Math.floor((2 << WHOLE) / (2 * seen + 3)));

  // Gives the choices of some bytes one after the other, each for its context; behind the bytes are zeros.
  function choicesIn(bytes, from, to, contexts) {
    const chances = new Uint16Array(contexts).fill(1 << (WHOLE - 1));
    const seen = new Uint8Array(contexts);
    let [at, code, width] = [from, 0, 0xffffffff];
    const byte = () => (at < to ? bytes[at++] : 0);
    for (let read = 0; read < 4; read += 1) code = ((code << 8) | byte()) >>> 0;
    return (context) => {
      const chance = chances[context];
      const rate = RATES[seen[context]];
      const part = (width >>> WHOLE) * chance;
      const choice = code < part ? 1 : 0;
      if (seen[context] < REMEMBERED) seen[context] += 1;
      if (choice) {
        width = part;
        chances[context] += (((1 << WHOLE) - chance) * rate) >>> WHOLE;
      } else {
        code -= part;
        width -= part;
        chances[context] -= (chance * rate) >>> WHOLE;
      }
      for (; width < NARROW; width = (width << 8) >>> 0) code = ((code << 8) | byte()) >>> 0;
      return choice;
    };
  }

  // Which of so many places is told: at each but the last, whether it is that one.
  function placeIn(choose, first, count) {
    let at = 0;
    while (at < count - 1 && !choose(first + at)) at += 1;
    return at;
  }

  // Of each number in groups, from 0 to `size`, one of `count` places, told by its group, or by the place before if there is
  // one group; of all, or of those that have a mark.
  function placesIn(choose, groups, size, count, first, marks) {
    const places = new Uint8Array(size);
    groups.forEach((numbers, group) => {
      let before = 0;
      for (const number of numbers) {
        if (marks && !marks[number]) continue;
        before = placeIn(choose, first + (groups.length > 1 ? group : before) * count, count);
        places[number] = before;
      }
    });
    return places;
  }

  // The rising numbers of a list that takes `length` bytes, of all numbers below `size`, and the worth of each.
  function run(cursor, length, told, groups, size) {
    const to = cursor.at + length;
    const worths = several(next(cursor), cursor);
    const first = 1 + 2 * groups.length;
    const choose = choicesIn(cursor.bytes, cursor.at, to, first + Math.max(groups.length, worths.length) * worths.length);
    const marks = new Uint8Array(size);
    groups.forEach((numbers, group) => {
      if (!choose(0)) return;
      let before = 0;
      for (const number of numbers) marks[number] = before = choose(1 + 2 * group + before);
    });
    const places = placesIn(choose, groups, size, worths.length, first, marks);
    cursor.at = to;
    const [numbers, weights] = [new Uint32Array(told), new Uint32Array(told)];
    for (let number = 0, at = 0; at < told; number += 1) {
      if (!marks[number]) continue;
      numbers[at] = number;
      weights[at] = worths[places[number]];
      at += 1;
    }
    return { numbers, weights };
  }

  kb.coding = { choicesIn, placesIn, run };
})();
