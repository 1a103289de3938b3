// The search box and its results: what is typed goes to the engine, hits come back as text nodes, the words stand
// behind the # of the address (which is never sent) on the search page. Without this script the list of pages stays.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  // Set up
  const root = document.body.dataset.root;
  kb.dataUrl = `${root}static/index.js`;

  // Elements
  const form = document.querySelector("form[data-search]");
  const jump = document.querySelector("form[data-search-go]");
  const input = document.querySelector("form[role=search] input");

  // Events
  if (jump) jump.addEventListener("submit", goToSearch);
  if (form) startLiveSearch(form, document.getElementById(form.dataset.search));
  document.addEventListener("keydown", focusOnSlash);

  // Functions
  function goToSearch(event) {
    event.preventDefault();
    location.href = `${root}search.html#q=${encodeURIComponent(input.value.trim())}`;
  }

  function focusOnSlash(event) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || !input) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  function startLiveSearch(liveForm, results) {
    const keepsState = "state" in results.dataset;
    const status = make("p", "results-status");
    status.setAttribute("role", "status");
    const list = make("ol");
    const show = () => run(input.value, Number(results.dataset.limit), status, list, results);
    input.addEventListener("input", () => {
      if (keepsState) history.replaceState(null, "", input.value.trim() ? stateOf(input.value) : location.pathname);
      show();
    });
    liveForm.addEventListener("submit", (event) => {
      event.preventDefault();
      if (keepsState) show();
      else goToSearch(event);
    });
    if (keepsState) {
      window.addEventListener("hashchange", readState);
      readState();
    }
    function readState() {
      input.value = new URLSearchParams(location.hash.slice(1)).get("q") || "";
      show();
    }
  }

  function stateOf(typed) {
    return `#q=${encodeURIComponent(typed.trim())}`;
  }

  async function run(typed, limit, status, list, results) {
    if (!typed.trim()) {
      results.replaceChildren();
      return;
    }
    results.replaceChildren(status, list);
    let data;
    try {
      data = await kb.ready();
    } catch {
      status.textContent = "The search index could not be loaded; the list of all pages still works.";
      return;
    }
    if (typed !== input.value) return; // a later key has been pressed meanwhile
    const found = kb.search(data, typed, limit);
    status.textContent = statusOf(found);
    const wanted = wantedWords(found.groups);
    const isWanted = (word) => wanted.has(word) || wanted.has(kb.analysis.stem(word, data.analysis));
    list.replaceChildren(...found.hits.map((hit) => hitItem(hit, isWanted)));
  }

  function statusOf(found) {
    const dropped = found.dropped.length ? ` Nothing holds: ${found.dropped.join(", ")}.` : "";
    if (!found.total) return `No section holds these words.${dropped} Unknown is not “no”: the payer may still have a rule.`;
    const shown = found.hits.length < found.total ? `, the first ${found.hits.length} shown` : "";
    return `${found.total} ${found.total === 1 ? "section" : "sections"}${shown}.${dropped}`;
  }

  function hitItem(hit, isWanted) {
    const item = make("li", "hit");
    const link = make("a");
    link.href = root + hit.document.url;
    const title = make("span", "hit-title", hit.document.title);
    title.append(make("span", "hit-heading", headingOf(hit.document)));
    const text = make("span", "hit-text");
    text.append(...highlighted(hit.excerpt, isWanted));
    link.append(title, text, make("span", "hit-why", `Found by: ${hit.why.join(" · ")}`));
    item.append(link);
    return item;
  }

  function headingOf(found) {
    return found.value ? `${found.heading}: ${found.value}` : found.heading;
  }

  function wantedWords(groups) {
    const positive = groups.filter((group) => !group.negative);
    return new Set(positive.flatMap((group) => [...group.terms, ...group.written.toLowerCase().split(/\s+/)]));
  }

  function highlighted(excerpt, isWanted) {
    return excerpt.split(/(\s+)/).map((word) => {
      const plain = word.toLowerCase().replace(/^[^0-9a-z]+|[^0-9a-z]+$/g, "");
      return plain && isWanted(plain) ? make("mark", "", word) : document.createTextNode(word);
    });
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }
})();
