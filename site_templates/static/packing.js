// Packed numbers and keyed blocks to arrays, as kb/search/packing.py writes them: whole numbers of seven bits a byte, rising
// lists as gaps, blocks behind their length.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};

  // The bytes of a text of deflated ones.
  async function inflated(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  }

  function cursorOf(bytes) {
    return { bytes, at: 0, end: bytes.length };
  }

  function next(cursor) {
    let [number, worth] = [0, 1];
    for (;;) {
      const byte = cursor.bytes[cursor.at];
      cursor.at += 1;
      number += (byte & 0x7f) * worth;
      if (byte < 0x80) return number;
      worth *= 0x80;
    }
  }

  function several(count, cursor) {
    const numbers = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) numbers[at] = next(cursor);
    return numbers;
  }

  // How many there are, then the first and the gaps.
  function rising(cursor) {
    return summed(several(next(cursor), cursor));
  }

  function summed(numbers) {
    for (let at = 1; at < numbers.length; at += 1) numbers[at] += numbers[at - 1];
    return numbers;
  }

  // The keys of a file, and where each one's block begins and ends.
  function keyed([joined, bytes]) {
    const cursor = cursorOf(bytes);
    const keys = joined.split("\n");
    const blocks = new Map();
    for (const key of keys) {
      const length = next(cursor);
      blocks.set(key, { bytes: cursor.bytes, at: cursor.at, end: cursor.at + length });
      cursor.at += length;
    }
    return { keys, blocks };
  }

  // Numbers below `values`: as runs, or each of as many letters as it takes, or as many in a letter as that takes.
  function numbersOf(written, values, count, letters) {
    if (Array.isArray(written)) return ofRuns(written, count);
    const digits = new Map([...letters].map((letter, digit) => [letter, digit]));
    const numbers = new Uint32Array(count);
    const base = Math.max(2, values);
    let [width, together] = [1, 1];
    while (letters.length ** width < values) width += 1;
    while (base ** (together + 1) <= letters.length) together += 1;
    for (let at = 0; at < count; at += together) {
      let number = 0;
      const first = Math.floor(at / together) * width;
      for (let place = first; place < first + width; place += 1) number = number * letters.length + digits.get(written[place]);
      for (let own = at; own < Math.min(at + together, count); own += 1) {
        numbers[own] = together > 1 ? number % base : number;
        number = Math.floor(number / base);
      }
    }
    return numbers;
  }

  // How much the number of each run is above that of the one before, and how often it stands.
  function ofRuns(written, count) {
    const numbers = new Uint32Array(count);
    let [number, end] = [0, 0];
    for (let at = 0; at < written.length; at += 2) {
      const start = end;
      number += written[at];
      end += written[at + 1];
      numbers.fill(number, start, end);
    }
    return numbers;
  }

  kb.packing = { next, several, rising, summed, keyed, cursorOf, inflated, numbersOf };
})();
