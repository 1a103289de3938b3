// The search box of a page: what is typed is checked for patient data, then goes to results, suggestions and the address.
// Without this script the list of pages stays. Needs names, dom, privacy, state and suggest before it.
(function () {
  "use strict";
  const kb = (window.kb = window.kb || {});

  // Set up
  const root = document.body.dataset.root;
  kb.dataUrl = `${root}static/index`;

  // Elements
  const form = document.querySelector("form[role=search]");
  const input = form.querySelector("input");
  const place = document.getElementById(form.dataset.search || "");
  const keepsState = Boolean(place && "state" in place.dataset);
  const warning = kb.dom.make("p", "callout callout-warn search-warning");

  // State
  let sort = "best";
  let data = null;
  let pressed = false;
  const results = place && kb.results.start(place, { root, change: ask });
  const list = kb.suggest.attach(input, { root, data: () => data, choose: fillIn, leave: () => stepFrom(-1, 1) });

  // Events
  warning.setAttribute("role", "alert");
  form.after(warning);
  form.addEventListener("submit", submit);
  input.addEventListener("input", typing);
  input.addEventListener("focus", use);
  input.addEventListener("keydown", keyInBox);
  document.addEventListener("keydown", keyOnPage);
  if (place) place.addEventListener("keydown", keyInHits);
  document.querySelectorAll("[data-with-words]").forEach((way) => way.addEventListener("click", () => carry(way)));
  if (keepsState) kb.state.onChange(() => readState());
  if (keepsState) {
    open();
    readState(enterFirst);
  }

  // Functions
  function submit(event) {
    event.preventDefault();
    list.close();
    if (isHeldBack()) return;
    if (keepsState) ask({ enter: true });
    else location.href = `${root}search.html${input.value.trim() ? kb.state.address({ typed: input.value }) : ""}`;
  }

  // A way to another page takes along what stands in the box.
  function carry(way) {
    const isKept = input.value.trim() && !kb.privacy.suspect(input.value);
    way.href = way.href.split("#")[0] + (isKept ? kb.state.address({ typed: input.value }) : "");
  }

  function typing() {
    if (isHeldBack()) return;
    list.show();
    if (keepsState && !kb.privacy.mayBecome(input.value)) kb.state.draft({ typed: input.value, sort });
    show();
  }

  // Whether what stands in the box looks like a patient's data: then it goes nowhere, and the reader is told why.
  function isHeldBack() {
    const what = kb.privacy.suspect(input.value);
    warning.textContent = what ? kb.privacy.told(what) : "";
    if (!what) return false;
    list.close();
    if (results) results.clear();
    if (keepsState) kb.state.forget();
    return true;
  }

  // Has the index ready before the first key, where this page can search, and the suggestions once the box is used.
  function use() {
    list.prepare();
    open();
  }

  function open() {
    if (results && !data) kb.ready().then((found) => { data = found; }, () => {});
  }

  function show(after = keepFocus) {
    if (results) results.show({ typed: input.value, sort }).then(after);
  }

  // A button that was pressed may be gone by now.
  function keepFocus() {
    if (pressed && document.activeElement === document.body) input.focus();
    pressed = false;
  }

  // Another query or order, asked for by a filter, a choice or the submit key, which leads to what is found.
  function ask({ typed = input.value, sort: order = sort, enter = false }) {
    input.value = typed;
    pressed = true;
    if (isHeldBack()) return;
    if (!keepsState) {
      show();
      return;
    }
    sort = order;
    kb.state.commit({ typed, sort });
    show(enter ? results.enter : keepFocus);
  }

  function fillIn(text) {
    input.value = text;
    typing();
    list.close();
  }

  // A search that was asked for on another page leads to what is found, as it does here.
  function enterFirst() {
    if (document.activeElement === document.body) results.enter();
  }

  function readState(after = keepFocus) {
    const state = kb.state.read();
    sort = state.sort;
    input.value = state.typed;
    if (isHeldBack()) input.value = "";
    show(after);
  }

  // Keys
  function keyInBox(event) {
    if (list.key(event)) return;
    if (event.key === "ArrowDown" && stepFrom(-1, 1)) event.preventDefault();
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    input.value = "";
    typing();
  }

  function keyInHits(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = links().indexOf(event.target);
    if (event.key === "Escape") {
      input.focus();
      input.select();
    }
    if (!step || at < 0) return;
    event.preventDefault();
    stepFrom(at, step);
  }

  // Moves to the next or the last hit; above the first is the box. Tells whether there was where to go.
  function stepFrom(at, step) {
    const next = at + step < 0 ? input : links()[at + step];
    if (next) next.focus();
    return Boolean(next);
  }

  function links() {
    return place ? [...place.querySelectorAll(".hit > a")] : [];
  }

  function keyOnPage(event) {
    const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  }
})();
