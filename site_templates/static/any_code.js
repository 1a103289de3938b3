// The page of any code: what official files, and rules on many codes, say of the code behind the # of the address. Needs
// names.js, dom.js, facts.js and facts_box.js before it.
(function () {
  "use strict";

  const kb = window.kb = window.kb || {};
  const { make, link } = kb.dom;
  const { root } = document.body.dataset;
  const form = document.querySelector("[data-any-code]");
  const field = form.querySelector("input");
  const place = document.querySelector("[data-any-code-told]");
  const FEW = 60;
  let latest = 0;

  function section(heading, source, ...children) {
    return make("section", "section fact-block", make("h2", "", heading), ...children,
      source ? make("p", "page-meta", "Source: ", link("", source.title, source.own_url), `; ${source.label}${source.whole ? "" : "; a part of the table"}`) : "");
  }

  // The papers that explain the indicators of some columns, each once.
  function explained(data, family, columns) {
    const papers = new Map(columns.map((column) => data.papers[`${family}.${column}`]).filter(Boolean));
    const links = [...papers].flatMap(([paper, url], at) => [at ? "; " : "", link("", paper, url)]);
    return links.length ? make("p", "page-meta", "Indicators are explained by ", ...links) : "";
  }

  function terms(lines) {
    return make("dl", "facts-list", ...lines.map(([label, value]) => make("div", "", make("dt", "", label), make("dd", "", value))));
  }

  function facts(found, data) {
    return data.sections.filter(({ key }) => found.rows[key]).map((one) =>
      section(one.heading, data.sources[one.table], ...found.rows[one.key].map((row) => terms(kb.facts.lines(one, row, data))),
        ...(one.key === "fees" ? localities(found, one, data) : []), explained(data, one.family, Object.keys(one.labels))));
  }

  // The amounts of each fee row by locality, where practice cost indices are imported.
  function localities(found, { columns, key }, data) {
    const priced = found.rows[key].filter((row) => row[columns.indexOf("conversion_factor")]);
    if (!data.sources.localities || !priced.length) return [];
    return [later("Amounts by locality (our product)", async () => {
      const [{ table }, places] = await Promise.all([
        kb.dom.dataFrom(`${root}static/facts_localities.js`, "amounts by locality", () => kb.factsLocalities), kb.facts.load("localities")]);
      return make("div", "scroll", table(places, priced, columns), make("p", "page-meta", data.sources.localities.label));
    })];
  }

  // What a code is billed with, and what not, each with who says so and since when.
  function crosswalk(found, data) {
    const since = (day, table) => `${data.sources[table].label}, since ${day || data.sources[table].edition}`;
    const rows = (key, kind) => (found.rows[key] || []).filter(([other]) => other !== "CCCCC")
      .map(([other, , begins]) => [`${kind}: ${other}`, since(begins, "add-ons")]);
    const listed = found.documents.map(([number, , , begins]) => [`${data.crosswalk.lists}: ${number}`, since(begins, "coverage")]);
    const not = Object.entries(found.pairs).map(([table, groups]) => {
      const number = groups.reduce((sum, group) => sum + group.number, 0);
      return [`${data.crosswalk.not}: ${number.toLocaleString("en-US")} code${number === 1 ? "" : "s"} in ${groups.length} group${groups.length === 1 ? "" : "s"} of code pairs`, data.sources[table].label];
    });
    const every = [...rows("primaries", data.crosswalk.with), ...rows("added", data.crosswalk.primary), ...listed, ...not];
    return every.length ? [section(data.crosswalk.heading, null, make("ul", "", ...every.map(([told, says]) => make("li", "", `${told} `, make("span", "muted", `(${says})`)))))] : [];
  }

  function pairs(found, data) {
    return Object.entries(found.pairs).map(([table, groups]) => section(data.pairHeadings[table], data.sources[table],
      make("ul", "", ...groups.map((group) => make("li", "", ...pairLine(group, data)))), explained(data, "pairs", ["modifier"])));
  }

  function pairLine(group, data) {
    const { column, modifier, rationale, since, until, number } = group;
    const dates = `${since ? `, from ${since}` : ""}${until ? `, until ${until}` : ""}`;
    const told = `${data.columnWords[column]}; ${number.toLocaleString("en-US")} code${number === 1 ? "" : "s"}; ${data.rationales[Number(rationale) - 1]}; modifier ${modifier}, ${kb.facts.words(data, "pairs", "modifier", modifier)}${dates}`;
    return [told, later("Which codes", async () => make("p", "runs", await kb.facts.runs(group)))];
  }

  // What is made when it is opened.
  function later(title, fill) {
    const block = make("details", "", make("summary", "", title));
    block.addEventListener("toggle", () => fill().catch((fault) => make("p", "callout callout-warn", fault.message))
      .then((content) => block.append(content)), { once: true });
    return block;
  }

  function documents(found, data) {
    if (!found.documents.length) return [];
    const items = found.documents.map(([number, kind, , begins, ends, title]) =>
      make("li", "", `${kind} ${number}: ${title}${begins ? `, since ${begins}` : ""}${ends ? `, until ${ends}` : ""}`));
    return [section(data.documents.heading, data.sources.coverage, make("ul", "", ...items))];
  }

  // Rules of plans that reach the code: by range, by category, or for all codes.
  function reaches({ kind, label, codes }, code, isAddOn) {
    if (kind === "all codes") return true;
    if (kind === "range") return kb.facts.holds(codes.join("-"), code);
    const forms = { "category I": /^[0-9]{5}$/, "category II": /F$/, "category III": /^[0-9]{4}T$/, "HCPCS Level II": /^[A-V][0-9]{4}$/ };
    return label in forms ? forms[label].test(code) : isAddOn;
  }

  // The rules of plans on many codes. Where there are many, they are read when they are asked for.
  function rules(found, data) {
    if (!data.rules) return [];
    const block = later("What plans of this library say of such codes", async () => {
      const isAddOn = "primaries" in found.rows;
      const fitting = (await kb.facts.load("rules")).filter((rule) => reaches(rule, found.code, isAddOn));
      if (!fitting.length) return make("p", "", "No rule of a plan here is on all codes, on a category or on a range that this code is in.");
      return make("ul", "", ...fitting.map(({ entry, scope, title, by, answers }) => make("li", "",
        make("p", "", `${scope}: `, link("", title, `${root}${entry}.html`), ` (${by})`),
        Object.keys(answers).length ? terms(Object.entries(answers)) : "")));
    });
    block.className = "fact-block plan-rules";
    block.open = data.rules <= FEW;
    return [block];
  }

  function look(found) {
    const box = make("form", "beside-box");
    box.dataset.beside = found.code;
    const id = "beside-any";
    const input = make("input", "");
    Object.assign(input, { id, type: "text", autocomplete: "off", spellcheck: false });
    const label = make("label", "", `Is it paid beside ${found.code}?`);
    label.htmlFor = id;
    const told = make("div", "");
    told.setAttribute("aria-live", "polite");
    told.dataset.besideTold = "";
    const ask = make("button", "", "Look up");
    ask.type = "submit";
    box.append(label, input, ask, told);
    kb.factsBox.start(box);
    return box;
  }

  async function show(code) {
    latest += 1;
    const mine = latest;
    const data = await kb.facts.index();
    const found = await kb.facts.of(code);
    if (mine !== latest) return;
    const page = data.pages.includes(code);
    const parts = [make("h2", "any-code", code),
      page ? make("p", "", "It has a page here: ", link("", code, `${root}codes/${code.toLowerCase()}.html`)) : make("p", "", `${code} has no page of its own here.`),
      found.known ? "" : make("p", "callout callout-warn", `${code} stands in none of the files imported; that is no answer.`),
      ...facts(found, data), ...crosswalk(found, data), Object.keys(found.pairs).length || found.known ? look(found) : "", ...pairs(found, data),
      ...documents(found, data), ...rules(found, data)];
    place.replaceChildren(...parts.filter(Boolean));
    document.title = `${code} · Payer policy library`;
  }

  async function read() {
    const typed = new URLSearchParams(location.hash.slice(1)).get("code") || location.hash.slice(1);
    if (!typed) return;
    const code = kb.facts.read(kb.fragment.decoded(typed), await kb.facts.index());
    field.value = code || kb.fragment.decoded(typed);
    if (code) await show(code);
    else place.replaceChildren(make("p", "callout callout-warn", "Type one CPT or HCPCS code, such as 12001."));
  }

  const tell = (fault) => place.replaceChildren(make("p", "callout callout-warn", fault.message));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = `#${field.value.trim().toUpperCase()}`;
    if (location.hash === wanted) read().catch(tell);
    else location.hash = wanted;
  });
  window.addEventListener("hashchange", () => read().catch(tell));
  read().catch(tell);
})();
