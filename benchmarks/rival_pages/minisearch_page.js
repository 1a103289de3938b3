// MiniSearch as its guide has it: the index is loaded whole, and hits show what is stored with it (no excerpts).
(async function () {
  "use strict";

  const options = await (await fetch("minisearch-options.json")).json();
  const index = window.MiniSearch.loadJSON(await (await fetch("minisearch-index.json")).text(), options);
  const readyAt = performance.now();

  async function seek(typed) {
    const results = index.search(typed);
    return { results, hits: results.slice(0, 10) };
  }

  function told({ results, hits }) {
    return { every: results.map(({ id }) => String(id)), pages: hits.map(({ page }) => page) };
  }

  async function show(typed) {
    const { results, hits } = await seek(typed);
    for (const { title, heading } of hits) {
      const item = document.createElement("li");
      item.textContent = `${title}: ${heading}`;
      document.getElementById("hits").append(item);
    }
    document.getElementById("status").textContent = `${results.length} sections`;
  }

  window.bench = { readyAt, seek, told };
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) await show(asked);
})();
