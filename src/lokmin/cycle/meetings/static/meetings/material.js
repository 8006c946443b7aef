/* A presenter's page keeps itself: after a pause it is sent; without this script its button does the same. */
"use strict";
document.querySelectorAll("form[data-material]").forEach((form) => {
  const state = form.querySelector("[data-material-state]"), say = form.dataset;
  let timer, busy = false, again = false, leaving = false;
  const send = async () => {
    if (busy) { again = true; return; }
    if (leaving) return;
    busy = true;
    const sent = new Map([...form.querySelectorAll("textarea")].map((box) => [box, box.value]));
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      sent.forEach((text, box) => {
        const both = told.naskah[box.name];
        /* What was typed while it was sent stays below both texts. */
        if (both !== undefined) box.value = box.value === text ? both : both + box.value.slice(text.length);
        form.elements["dasar-" + box.name].value = told.dasar[box.name];
      });
      state.textContent = told.bersama.length ? say.bersama : told.tersimpan;
    } catch { state.textContent = say.gagal; again = true; }
    busy = false;
    if (again && !leaving) { again = false; timer = setTimeout(send, 5000); }
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(send, 3000); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
});
