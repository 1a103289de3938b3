// The page on which my plans are chosen. Needs dom.js and my_plans.js before it.
(function () {
  "use strict";

  const kb = window.kb;
  const { button, copy } = kb.dom;
  const plain = (text) => text.toLowerCase().replace(/[^0-9a-z]+/g, " ").trim();

  function start(form) {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const find = form.querySelector("[data-find]");
    const told = form.querySelector("[data-told]");
    const link = document.querySelector("[data-share]");
    const words = new Map(boxes.map((box) => [box, plain(box.dataset.called).split(" ")]));

    // The plans whose names, companies or states begin with every word typed.
    function filter() {
      const typed = plain(find.value).split(" ").filter(Boolean);
      for (const box of boxes) {
        box.closest("li").hidden = !typed.every((word) => words.get(box).some((one) => one.startsWith(word)));
      }
      for (const group of form.querySelectorAll("fieldset")) group.hidden = !group.querySelector("li:not([hidden])");
    }

    function draw() {
      const mine = new Set(kb.myPlans.list());
      boxes.forEach((box) => { box.checked = mine.has(box.value); });
      told.textContent = mine.size
        ? `${mine.size} ${mine.size === 1 ? "plan" : "plans"} chosen${kb.myPlans.isKept() ? ", kept by this browser" : ", kept in the address alone: this browser stores nothing"}.`
        : "No plan chosen: pages show all.";
      link.href = kb.myPlans.address(new URL("index.html", location.href).href);
      link.hidden = !mine.size;
      document.querySelectorAll("[data-of-payer]").forEach((item) => {
        item.hidden = ![...mine].some((plan) => plan.startsWith(`${item.dataset.ofPayer}/`));
      });
      document.querySelector("[data-feeds]").hidden = !mine.size;
    }

    form.addEventListener("change", ({ target }) => {
      if (target.type === "checkbox") kb.myPlans.set(boxes.filter(({ checked }) => checked).map(({ value }) => value));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    find.addEventListener("input", filter);
    form.querySelector("[data-tools]").append(
      button("quiet", "Copy a link with these plans", async () => {
        told.textContent = await copy(link.href) ? "Link copied." : `Copy this link by hand: ${link.href}`;
      }), " ", button("quiet", "Clear", () => kb.myPlans.set([])));
    form.hidden = false;
    kb.myPlans.follow(draw);
  }

  document.querySelectorAll("form[data-choose-plans]").forEach(start);
})();
