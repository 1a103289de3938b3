// Pagefind as its own page uses it: the first ten results are loaded with their excerpts.
import * as pagefind from "./pagefind/pagefind.js";

await pagefind.init();
const readyAt = performance.now();

async function seek(typed) {
  const { results } = await pagefind.search(typed);
  return { results, hits: await Promise.all(results.slice(0, 10).map((one) => one.data())) };
}

function told({ results, hits }) {
  const pageOf = ({ url }) => url.replace(/^\//, "").replace(/\.html.*$/, "");
  return { every: results.map(({ id }) => id), pages: hits.map(pageOf) };
}

async function show(typed) {
  const { results, hits } = await seek(typed);
  for (const { meta, excerpt } of hits) {
    const item = document.createElement("li");
    item.innerHTML = `${meta.title}<p>${excerpt}</p>`;
    document.getElementById("hits").append(item);
  }
  document.getElementById("status").textContent = `${results.length} pages`;
}

window.bench = { readyAt, seek, told };
const asked = new URLSearchParams(location.hash.slice(1)).get("q");
if (asked) await show(asked);
