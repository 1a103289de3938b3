// What every part of the search page makes its elements with: text nodes only, never HTML from text.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const loading = new Map();
  const unpacking = [];
  const SVG = "http://www.w3.org/2000/svg";

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
    return element;
  }

  function button(className, text, act) {
    const made = make("button", className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function link(className, text, address) {
    const made = make("a", className, text);
    made.href = address;
    return made;
  }

  // The way to the claim sheet of some codes and a plan, on a date of service where one is given.
  function sheetDoor(codes, plan, date, root) {
    return link("", "Claim sheet", `${root}claim.html#codes=${codes.join(",")}&plan=${plan}${date ? `&date=${date}` : ""}`);
  }

  // An answer's shape and word, as parts/macros.html draws it.
  function answer(value, tone) {
    const mark = document.createElementNS(SVG, "svg");
    mark.setAttribute("class", "mark");
    mark.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `#mark-${tone}`);
    mark.append(use);
    return make("span", `answer tone-${tone}`, mark, make("span", "", label(value)));
  }

  // What readers see for a word of the files, where staff use another.
  function label(word) {
    return kb.names.labels[word] || word;
  }

  function chip(word) {
    return make("span", `chip chip-${word.replaceAll(" ", "-")}`, label(word));
  }

  const days = new Intl.DateTimeFormat("en-US", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  // "2026-04-15" as "Apr 15, 2026".
  function day(iso) {
    return days.format(new Date(`${iso}T00:00:00Z`));
  }

  // A text with its days in numbers as people read them: "since 2026-04-15" as "since Apr 15, 2026".
  function dated(text) {
    return text.replace(/(?<![\w-])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![\w-])/g, day);
  }

  // The day on this device, as "2026-11-22".
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  // Called by a large script of data (kb/pages/packing.py): what it hands over is compressed.
  kb.packed = (name, packed) => unpacking.push(unpacked(packed).then((given) => kb[name](...given)));

  async function unpacked(packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(plain).text());
  }

  // What a script of data hands over, as `read` finds it once the script is there; asked for once. After a failed load
  // the next call tries again.
  function dataFrom(address, what, read) {
    if (!loading.has(address)) loading.set(address, insert(address, what, read));
    return loading.get(address);
  }

  // What a script of answers puts below kb, by its name there; few pages need it before they are asked.
  async function later(name, script, root) {
    return kb[name] || dataFrom(`${root}static/${script}.js`, "the answers", () => kb[name]);
  }

  function insert(address, what, read) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => {
        loading.delete(address);
        reject(new Error(`${what} could not be loaded from ${address}`));
      };
      script.addEventListener("load", async () => {
        await Promise.allSettled(unpacking.splice(0));
        return read() === undefined ? fail() : resolve(read());
      });
      script.addEventListener("error", fail);
      script.src = address;
      document.head.append(script);
    });
  }

  // Writes a code into an explanation that many codes share, as kb/answers/by_class.py does; a class of codes is none.
  function named(text, code) {
    return text.replaceAll("{code}", /^[0-9a-z]{5}$/i.test(code) ? code : "such a code");
  }

  // A scope by its name, beside its payer's where it does not hold that already.
  function scopeName({ payer, name }) {
    const words = name.split(" ");
    return payer.split(" ").every((word) => words.includes(word)) ? name : `${payer}, ${name}`;
  }

  // Copies a text; where the page may not use the clipboard (plain http), by way of a selected field.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  }

  function copySelected(text) {
    const before = document.activeElement;
    const field = make("textarea", "visually-hidden");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }

  kb.dom = { make, button, link, sheetDoor, answer, label, chip, day, dated, today, dataFrom, later, named, scopeName, copy };
})();
