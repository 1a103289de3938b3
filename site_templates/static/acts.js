// What to do first: shows the tasks of one payer or one owner, and says how many are left.
"use strict";
(() => {
  const form = document.querySelector("[data-acts-filter]");
  if (!form) return;
  const { payer, owner } = form.elements;
  const groups = [...document.querySelectorAll("[data-acts]")];

  function counted(number) {
    return `${number} ${number === 1 ? "task" : "tasks"}`;
  }

  function show() {
    let left = 0;
    for (const group of groups) {
      const acts = [...group.querySelectorAll("[data-owner]")];
      const wanted = !payer.value || group.dataset.acts === payer.value;
      for (const act of acts) act.hidden = !(wanted && (!owner.value || act.dataset.owner === owner.value));
      for (const run of group.querySelectorAll("[data-acts-run]")) run.hidden = !run.querySelector("[data-owner]:not([hidden])");
      const open = acts.filter((act) => !act.hidden).length;
      group.hidden = !open;
      group.querySelector("[data-acts-left]").textContent = counted(open);
      left += open;
    }
    form.querySelector("[data-acts-count]").value = `${counted(left)} shown`;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", show);
  form.hidden = false;
  show();
})();
