/* Scoring on a phone: one problem at a time, the button says what it will send. Without it all problems stand below
   one another and each is a plain post. */
"use strict";
(() => {
  const values = (form) => [...form.querySelectorAll("fieldset")].map((set) => set.querySelector(":checked")?.value);
  const words = (form) => values(form).map((v) => v ?? "–").join(", ");
  const label = (form) => {
    const all = form.closest("[data-vote-all]");
    const given = values(form).some((v) => v !== undefined);
    form.querySelector("button").textContent = all.dataset.words + (given ? " " + words(form) : "");
    form.dataset.sentence = all.dataset.mine.replace("#", form.dataset.vote) + " " + words(form) + ".";
  };
  const fold = (form, folded) => {
    form.querySelectorAll("fieldset, button:not([data-again])").forEach((el) => { el.hidden = folded; });
    let again = form.querySelector("[data-again]");
    if (folded && !again) {
      again = document.createElement("button");
      again.type = "button";
      again.className = "btn plain";
      again.dataset.again = "";
      again.textContent = form.closest("[data-vote-all]").dataset.change;
      form.append(again);
    }
    if (again) again.hidden = !folded;
  };
  const forms = (all) => [...all.querySelectorAll("form[data-vote]")];
  const sent = (form) => form.dataset.put !== undefined;
  /* The first that is not sent is shown whole; those sent are one line each; the others wait. */
  const show = (all, move) => {
    const now = forms(all).find((form) => !sent(form));
    for (const form of forms(all)) { form.hidden = !sent(form) && form !== now; fold(form, sent(form) && form !== now); }
    let end = all.querySelector("[data-end]");
    if (!now && !end && forms(all).length) {
      end = document.createElement("p");
      end.dataset.end = "";
      end.setAttribute("role", "status");
      end.innerHTML = "<b></b>";
      end.firstChild.textContent = all.dataset.done;
      all.append(end);
    }
    if (end) end.hidden = Boolean(now);
    if (move) (now ?? end)?.scrollIntoView({ block: "start" });
    if (move) now?.querySelector("h3").focus({ preventScroll: true });
  };
  const begin = () => document.querySelectorAll("[data-vote-all]:not([data-begun])").forEach((all) => {
    all.dataset.begun = "";
    for (const form of forms(all)) {
      if (form.querySelector(".sent")) form.dataset.put = "";
      label(form);
    }
    show(all, false);
  });
  document.addEventListener("change", (event) => { const form = event.target.closest("form[data-vote]"); if (form) label(form); });
  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-again]")?.closest("form[data-vote]");
    if (form) { fold(form, false); form.querySelector("h3").focus(); }
  });
  document.addEventListener("lokmin:terkirim", (event) => {
    const form = event.target.closest("form[data-vote]");
    if (!form) return;
    form.dataset.put = "";
    fold(form, true);
    show(form.closest("[data-vote-all]"), true);
  });
  new MutationObserver(begin).observe(document.body, { childList: true, subtree: true });
  begin();
})();
