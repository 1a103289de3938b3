// The page that replies to a question: above what the search finds stands the reply, composed of records on this device.
// It takes the place of the results of the search box, and shows those where a reply cannot be composed here. Needs
// results.js, cite.js, read_as.js and ask_compose.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, button, link, dated } = kb.dom;
  const searched = kb.results.start;
  const PAUSE = 250; // milliseconds between keys in which no reply is composed for half a question
  const HITS = "5";
  const LOST = /could not be loaded from/; // as store.js and dom.js say it
  const NOTED = ["answer", "nearest", "not known"]; // what is kept on an account: no question back, no refusal
  const TITLES = { answer: "Answer", which: "Which plan?" };

  // Fills a container, as kb.results.start does; `change` asks the box for another question.
  function start(container, { root, change }) {
    const parts = { read: make("div", "results-read"), status: make("p", "results-status"), reply: make("div", "reply-place"), hits: make("div", "results") };
    let latest = 0;
    parts.status.setAttribute("role", "status");
    parts.hits.dataset.limit = HITS;
    const idle = container.querySelector(".ask-idle");
    container.replaceChildren(...Object.values(parts), idle);
    const search = searched(parts.hits, { root, change });

    function clear() {
      latest += 1;
      search.clear();
      [parts.read, parts.status, parts.reply].forEach((part) => part.replaceChildren());
    }

    async function show({ typed }) {
      clear();
      idle.hidden = Boolean(typed.trim());
      container.classList.add("is-ready");
      if (!typed.trim()) return;
      const mine = latest;
      const isLatest = () => mine === latest; // else a later key has been pressed meanwhile
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      if (!isLatest()) return;
      try {
        const data = await kb.ready();
        const told = { data, root, today: kb.clock.today, isShifted: kb.clock.isShifted };
        const found = await kb.askCompose.replyTo(typed, told);
        if (isLatest()) await fill(typed, found, data);
      } catch (fault) {
        if (!LOST.test(fault.message)) throw fault;
        if (!isLatest()) return;
        parts.status.classList.remove("visually-hidden");
        parts.status.textContent = "The reply didn't load, or the library was rebuilt meanwhile. Reload the page.";
      }
    }

    async function fill(typed, { reply, beyond, found }, data) {
      if (reply && found) parts.read.replaceChildren(...kb.readAs.line(found, { typed, data, change: (next) => change({ typed: next }) }));
      parts.reply.replaceChildren(reply ? card(reply, typed, found) : left(beyond, typed));
      parts.status.classList.add("visually-hidden"); // it is drawn below
      parts.status.textContent = reply ? statusOf(reply) : "No reply is put together here. What the search finds follows.";
      if (!reply) await search.show({ typed, sort: "best" });
    }

    function card(reply, typed, found) {
      const { heads, parts: called } = kb.askWords.of();
      const numbers = kb.askWording.numbersOf(reply);
      const heading = make("h2", "card-heading", heads[reply.kind] || TITLES[reply.kind]);
      const isChoice = reply.kind === "which";
      heading.id = "reply";
      const made = make("section", `answer-card reply reply-${reply.kind.replace(" ", "-")}`,
        reply.unread.length ? make("p", "callout callout-warn", kb.askWording.unreadWords(reply)) : "",
        heading, ...reply.lead.map((line) => make("p", isLeading(line) ? "reply-lead" : "", dated(withoutTitle(line)))),
        isChoice ? next(reply, typed) : "",
        listOf("ul", "reply-claims", reply.claims.map((claim) => claimOf(claim, numbers))),
        ...part(called.notKnown[Number(reply.claims.length > 0)], listOf("ul", "", reply.unknown.map(({ text }) => dated(text)))),
        ...part(called.next, isChoice ? "" : listOf("ul", "", reply.following.map(dated))),
        ...part(called.sources, listOf("ol", "reply-sources", [...numbers.keys()].map((line) => sourceOf(reply, line)))),
        tools(reply, typed, found));
      made.setAttribute("aria-labelledby", heading.id);
      return made;
    }

    // One record in words, with the numbers of its sources, and the way to where it stands.
    function claimOf({ text, entry, section, sources }, numbers) {
      const marks = kb.askWords.unique(sources.map(kb.askWording.line)).map((line) => {
        const source = sources.find((one) => kb.askWording.line(one) === line);
        return toSource(source, `[${numbers.get(line)}]`, `Source ${numbers.get(line)}: ${source.words}`);
      });
      const door = link("reply-door", "Open the record", `${root}${entry}.html#${section}`);
      return [dated(text), " ", ...marks.flatMap((mark) => [mark, " "]), door];
    }

    function toSource({ words, url }, shown, called = "") {
      if (!/^https?:/.test(url)) return make("span", "", shown);
      const made = link("", shown || words, url);
      made.rel = "noreferrer";
      if (called) made.setAttribute("aria-label", called);
      return made;
    }

    function sourceOf({ claims }, line) {
      const source = claims.flatMap(({ sources }) => sources).find((one) => kb.askWording.line(one) === line);
      return [toSource(source, dated(source.words))];
    }

    // Plans to choose from, which keep the question.
    function next({ following }, typed) {
      const choose = (question) => button("choice", question.slice(typed.trim().length + 1), () => change({ typed: question }));
      return listOf("ul", "choices", following.map((question) => [choose(question)]));
    }

    function tools(reply, typed, found) {
      const text = () => `${typed.trim()}\n${kb.askWording.textOf(reply)}\nLibrary as of ${kb.dom.day(kb.names.asOf)}.`;
      const note = () => kb.askNote.noteOf(reply, typed, kb.names);
      const [scope, ...others] = found?.scopes || [];
      const codes = kb.askCard.ofPages(found?.codes || []);
      const sheet = scope && !others.length && codes.length ? kb.dom.sheetDoor(codes, scope, found.day || "", root) : "";
      const results = link("", "Search results for these words", `${root}search.html${kb.state.address({ typed })}`);
      return make("p", "reply-tools no-print", kb.cite.copyButton("Reply", text, search.announce),
        NOTED.includes(reply.kind) ? kb.cite.noteButton(note, search.announce) : "", sheet, results);
    }

    function left(beyond, typed) {
      const command = make("code", "", `python3 build.py ask "${typed.trim().replaceAll("\"", "'")}"`);
      const told = make("p", "callout", `A reply to a question on ${beyond} can't be put together on this page yet. The command line gives it, with its sources: `,
        command, " Below is what the search finds.");
      told.tabIndex = -1;
      return told;
    }

    // Takes the reader to the reply, from where Tab leads on.
    function enter() {
      const first = parts.reply.firstElementChild;
      if (!first) return;
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }

    return { show, clear, announce: search.announce, enter };
  }

  const listOf = (tag, name, items) => (items.length ? make(tag, name, ...items.map((item) => make("li", "", ...[item].flat()))) : "");

  // Yes or no; and the words of a title that stands above the line already.
  const isLeading = (line) => kb.askWords.of().says.some(([, , said]) => said === line);
  const withoutTitle = (line) => (line.startsWith(`${TITLES.which} `) ? line.slice(TITLES.which.length + 1) : line);

  const part = (title, list) => (list ? [make("h3", "", title.replace(/:$/, "")), list] : []);

  function statusOf({ kind, claims }) {
    const { heads } = kb.askWords.of();
    const records = `${claims.length} ${claims.length === 1 ? "record" : "records"} cited.`;
    return `${(heads[kind] || TITLES[kind]).replace(/[:.]$/, "")}${/[?]$/.test(TITLES[kind] || "") ? "" : "."} ${claims.length ? records : ""}`.trim();
  }

  kb.results = { start };
})();
