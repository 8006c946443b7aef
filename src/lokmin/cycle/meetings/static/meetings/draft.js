/* The minutes keep themselves: what is typed stays in this browser and is sent after a pause. Without this script the
   form is sent by its button as always. */
"use strict";
document.querySelectorAll("form[data-draft]").forEach((form) => {
  const box = form.elements.text, state = form.querySelector("[data-draft-state]"), head = document.getElementById("tersimpan");
  const say = form.dataset, key = say.draft, names = ["token", "catatan", "base_revision", "acara"];
  const store = { get: () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set: (v) => { try { v ? localStorage.setItem(key, JSON.stringify(v)) : localStorage.removeItem(key); } catch { /* full or forbidden */ } } };
  /* After a post the server shows a new token: what was sent is no draft any more. */
  const posted = sessionStorage.getItem(key);
  if (posted && posted !== form.elements.token.value) { sessionStorage.removeItem(key); store.set(null); }
  let timer, sent = box.value, wait = 3000, busy = false, leaving = false;

  const kept = store.get();
  const same = kept && kept.base_revision === form.elements.base_revision.value;
  if (kept && kept.text && kept.text !== box.value && (!box.value.trim() || (same && !posted))) {
    box.value = kept.text;
    names.forEach((name) => { if (form.elements[name] && kept[name] !== undefined) form.elements[name].value = kept[name]; });
    document.getElementById("catatan-" + kept.catatan)?.setAttribute("hidden", "");  /* it is in the box */
    state.textContent = say.pulih;
    timer = setTimeout(send, wait);
  }
  const keep = () => store.set({ text: box.value, ...Object.fromEntries(names.map((n) => [n, form.elements[n]?.value])) });

  async function send() {
    const text = box.value;
    if (busy || leaving || !text.trim() || text === sent) return;
    busy = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error" });
      const told = await answer.json();
      if (!answer.ok) { state.textContent = (told.salah || [say.gagal]).join(" "); return; }
      sent = text; wait = 3000;
      form.elements.catatan.value = told.catatan;
      if (told.dua_naskah) {
        state.innerHTML = "";
        const link = document.createElement("a");
        link.href = told.dua_naskah; link.textContent = say.lihat;
        state.append(say.bersama + " ", link);
      } else {
        form.elements.base_revision.value = told.naskah;
        state.textContent = told.tersimpan;
        if (head) { head.textContent = told.tersimpan; head.className = "status baik"; }
      }
      keep();
    } catch {
      state.textContent = say.tetap;
      if (head) { head.textContent = say.gagal; head.className = "status jelek"; }
      wait = Math.min(wait * 2, 60000);
    } finally {
      busy = false;
      if (box.value !== sent && !leaving) { clearTimeout(timer); timer = setTimeout(send, wait); }
    }
  }
  box.addEventListener("input", () => { keep(); clearTimeout(timer); timer = setTimeout(send, wait); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); keep(); sessionStorage.setItem(key, form.elements.token.value); });
  addEventListener("pageshow", () => { leaving = false; });
});
