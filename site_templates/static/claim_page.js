// The page of the claim sheet: a form, and below it the sheet, drawn as site_templates/standalone/claim.html draws it. What is
// asked stands in the address, behind the #, which no server sees. Needs claim_sheet.js and cite.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { make, link, button, dated, day } = kb.dom;
  const { root } = document.body.dataset;
  const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
  const LONG = 20; // letters of a word from which on its marks may go to the next line
  const FIELDS = ["codes", "plan", "date", "denial", "decided"];

  const form = document.querySelector("form[data-claim]");
  const status = form.querySelector("[role=status]");
  const tools = form.querySelector("[data-claim-tools]");
  const place = document.querySelector("[data-claim-sheet]");
  let latest = 0;

  const announce = (text) => { status.textContent = text; };

  // What is asked, by the fields; a text where one of them cannot be read.
  function read() {
    const typed = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
    const what = kb.privacy.suspect(`${typed.codes} ${typed.denial}`);
    if (what) return `This looks like ${what}, so it is not read; take it out: codes, a plan and days are enough.`;
    const codes = kb.askWords.unique(typed.codes.toUpperCase().split(/[\s,;]+/).filter(Boolean));
    const { most, code: [pattern] } = kb.claimAnswers.tables();
    const isCode = new RegExp(`^(?:${pattern})$`, "u");
    const wrong = codes.find((code) => !isCode.test(code));
    if (!codes.length) return "Type a code, or several: 0708T, 0709T.";
    if (wrong) return `“${wrong}” is no CPT or HCPCS code; write it like 0709T.`;
    if (codes.length > most) return `${codes.length} codes are too many for one sheet; name at most ${most}.`;
    if (!kb.names.scopes.some(({ id }) => id === typed.plan)) return "Choose a plan from the list. A plan that is not in it has no sheet here.";
    if (!DAY.test(typed.date)) return "Give the date of service.";
    if (typed.decided && typed.decided < typed.date) return "The decision is before the date of service; check both days.";
    const denial = typed.denial ? kb.claimParts.readDenial(typed.denial) : null;
    if (typed.denial && !denial) return `“${typed.denial}” is not among the denial codes of this library; choose one from the list.`;
    return { codes, scope: typed.plan, date: typed.date, decided: typed.decided, denial, today: kb.clock.today };
  }

  async function run() {
    latest += 1;
    const mine = latest;
    place.replaceChildren();
    tools.replaceChildren();
    announce("Making the sheet …");
    try {
      await Promise.all([kb.claimAnswers.load(root), kb.askWords.load(root)]);
      const asked = read();
      if (typeof asked === "string") return announce(asked);
      const sheet = await kb.claimSheet.make(asked, root);
      if (mine === latest) show(sheet);
    } catch (fault) {
      if (mine === latest) announce(`${fault.message}. The command gives the sheet: python3 build.py claim ${form.elements.codes.value.trim()} ${form.elements.plan.value} --date ${form.elements.date.value}`);
    }
    return undefined;
  }

  function show(sheet) {
    place.replaceChildren(drawn(sheet));
    document.title = `Claim sheet: ${sheet.title}`;
    tools.replaceChildren(button("quiet", "Print or save as PDF", () => window.print()), " ", kb.cite.noteButton(() => sheet.note, announce));
    announce(`Sheet made: ${sheet.title}.`);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  // ---- the sheet

  function drawn(sheet) {
    const { asked, warnings, parts, titles } = sheet;
    const facts = [["Date of service", day(asked.date)], ["As known", `on ${day(asked.today)}`],
      ...(asked.decided ? [["Decided", day(asked.decided)]] : []), ...(asked.denial ? [["Denied for", asked.denial.code]] : [])];
    const term = (name, value, className = "") => make("div", className, make("dt", "", name), make("dd", "", value));
    const blank = make("div", "ev-blank", make("dt", "", "Claim reference"),
      make("dd", "", make("span", "ev-rule"), make("span", "ev-hint", "to be filled in by hand, on paper only")));
    const head = make("header", "ev-head", make("p", "ev-kind", "Claim sheet: what the plan says of these codes on the date of service"),
      make("h2", "claim-title", `${asked.codes.join(", ")}: ${sheet.plan}`),
      make("dl", "ev-facts", ...facts.map(([name, value]) => term(name, value)),
        ...titles.map(([code, title]) => term(code, title || "no page in this library", "ev-code")), blank));
    const first = warnings.length ? [section("first", "Read this first", make("div", "ev-warn", ...warnings.map((told) => make("p", "", dated(told)))))] : [];
    const running = make("div", "claim-running", make("span", "", `Claim sheet: ${sheet.title}`));
    running.setAttribute("aria-hidden", "true");
    return make("article", "evidence", running, head, ...first, ...parts.map((part, at) => partOf(part, at + 1, sheet)),
      sourcesOf(sheet), section("note", "Note for the account", make("p", "", dated(sheet.note))), checks(sheet));
  }

  function section(id, heading, ...children) {
    const title = make("h3", "claim-heading", heading);
    title.id = id;
    const made = make("section", id === "note" ? "claim-note" : "", title, ...children);
    made.setAttribute("aria-labelledby", id);
    return made;
  }

  function partOf({ heading, lines, empty }, number, sheet) {
    const shown = lines.length ? lines.map((line) => drawnLine(line, sheet)) : [make("p", "", empty)];
    return section(`part-${number}`, heading, ...shown);
  }

  function drawnLine({ text, details, sources, known }, sheet) {
    const end = text.indexOf(": ");
    const rest = dated(text.slice(end < 0 ? 0 : end + 2));
    const last = rest.lastIndexOf(" ") + 1;
    const marked = make("span", rest.length - last > LONG ? "" : "claim-marked", rest.slice(last), "\u00a0", ...sources.map((source) => mark(sheet, source)));
    const said = [end < 0 ? "" : make("strong", "", `${text.slice(0, end)}:`), end < 0 ? "" : " ", rest.slice(0, last), marked];
    return make("div", `ev-line${known ? "" : " ev-open"}`, make("p", "", ...said),
      ...details.map((detail) => make("p", "ev-detail", dated(detail))));
  }

  function mark(sheet, source) {
    const number = kb.claimSheet.numberOf(sheet, source);
    const door = button("", "", () => document.getElementById(`source-${number}`).scrollIntoView({ block: "center" }));
    door.textContent = String(number);
    door.setAttribute("aria-label", `Source ${number}`);
    return make("sup", "cite", door);
  }

  function sourcesOf({ sources }) {
    const items = sources.map(({ words, url }, at) => {
      const item = make("li", "", make("p", "", `${dated(words)}.`), url ? make("p", "ev-address", addressOf(url)) : "");
      item.id = `source-${at + 1}`;
      return item;
    });
    return section("sources", "Sources", sources.length ? make("ol", "ev-sources", ...items) : make("p", "", "No source is on record for these codes and this plan."));
  }

  function addressOf(url) {
    return /^https?:/.test(url) ? Object.assign(link("", url, url), { rel: "noreferrer" }) : url;
  }

  function checks({ texts, prepared }) {
    const id = (text) => make("span", "ev-id", text);
    const items = texts.map(([path, commit, recorded, blob]) => make("li", "", id(path), ": ",
      ...(commit ? ["commit ", id(commit), `, ${day(recorded)}`] : ["not committed yet"]), ", git blob ", id(blob)));
    const made = section("check", "How to check this sheet", make("ul", "", ...items), make("p", "", `${dated(prepared)} It holds no patient data.`));
    made.classList.add("ev-check");
    return made;
  }

  // ---- the address

  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    FIELDS.forEach((name) => { form.elements[name].value = given.get(name) || ""; });
    if (given.get("codes") && given.get("plan") && given.get("date")) run();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const filled = FIELDS.map((name) => [name, form.elements[name].value.trim()]).filter(([, value]) => value);
    if (!kb.privacy.suspect(filled.map(([, value]) => value).join(" "))) {
      history.replaceState(null, "", `#${new URLSearchParams(filled).toString().replaceAll("%2C", ",").replaceAll("%2F", "/")}`);
    }
    run();
  });
  window.addEventListener("hashchange", fromAddress);
  form.hidden = false;
  fromAddress();
})();
