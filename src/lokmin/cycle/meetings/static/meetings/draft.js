/* The minutes keep themselves: what is typed stays in this browser and is sent after a pause; a note saved without a
   link waits in line and is sent once. Without this script the form is sent by its button as always. */
"use strict";
document.querySelectorAll("form[data-draft]").forEach((form) => {
  const box = form.elements.text, state = form.querySelector("[data-draft-state]"), head = document.getElementById("tersimpan");
  const say = form.dataset, key = say.draft, line = key + "-antre", token = form.elements.token;
  const names = ["token", "catatan", "base_revision", "acara", "jenis", "pembicara", "menjawab"];
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const write = (name, v) => { try { v ? localStorage.setItem(name, JSON.stringify(v)) : localStorage.removeItem(name); } catch { /* full or forbidden */ } };
  const fields = () => ({ text: box.value, ...Object.fromEntries(names.map((n) => [n, form.elements[n]?.value ?? ""])) });
  const keep = () => write(key, fields());
  const show = (text, good) => { state.textContent = text; if (head) { head.textContent = good ? text : say.gagal; head.className = "status " + (good ? "baik" : "jelek"); } };
  const post = (data) => fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, redirect: "error",
    body: new URLSearchParams({ ...data, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }) });
  /* After a post the server shows a new token: what was sent is no draft any more. */
  const posted = sessionStorage.getItem(key);
  if (posted && posted !== token.value) { sessionStorage.removeItem(key); write(key, null); }
  let timer, sent = box.value, wait = 3000, busy = false, leaving = false;

  /* A note that is still in the box does not stand in the list as well. */
  const hide = () => document.querySelectorAll('[id^="catatan-"]').forEach((li) => { li.hidden = form.elements.catatan.value !== "" && li.id === "catatan-" + form.elements.catatan.value; });
  const list = document.querySelector('[data-part="catatan"]');
  if (list) new MutationObserver(hide).observe(list, { childList: true });

  const kept = read(key);
  const same = kept && kept.base_revision === form.elements.base_revision.value;
  if (kept && kept.text && kept.text !== box.value && (!box.value.trim() || (same && !posted))) {
    box.value = kept.text;
    names.forEach((name) => { if (form.elements[name] && kept[name] !== undefined) form.elements[name].value = kept[name]; });
    hide();
    state.textContent = say.pulih;
    timer = setTimeout(send, wait);
  }

  async function send() {
    const text = box.value;
    if (busy || leaving || !text.trim() || text === sent) return;
    busy = true;
    try {
      const answer = await post(fields());
      const told = await answer.json();
      if (!answer.ok) { state.textContent = (told.salah || [say.gagal]).join(" "); return; }
      sent = text; wait = 3000;
      form.elements.catatan.value = told.catatan;
      hide();
      if (told.dua_naskah) {
        state.innerHTML = "";
        const link = document.createElement("a");
        link.href = told.dua_naskah; link.textContent = say.lihat;
        state.append(say.bersama + " ", link);
      } else {
        form.elements.base_revision.value = told.naskah;
        show(told.tersimpan, true);
      }
      keep();
    } catch {
      show(say.tetap);
      wait = Math.min(wait * 2, 60000);
    } finally {
      busy = false;
      if (box.value !== sent && !leaving) { clearTimeout(timer); timer = setTimeout(send, wait); }
    }
  }
  box.addEventListener("input", () => { keep(); clearTimeout(timer); timer = setTimeout(send, wait); });

  /* "Simpan": sent here, so that a broken link does not lead to an empty page. Notes that could not go wait in line. */
  form.addEventListener("submit", async (event) => {
    leaving = true; clearTimeout(timer); keep(); sessionStorage.setItem(key, token.value);
    if (event.submitter?.name || !box.value.trim()) return;
    event.preventDefault(); event.stopPropagation();
    const data = { ...fields(), selesai: "1" };
    try {
      const answer = await post(data), told = await answer.json();
      if (answer.ok) {
        write(key, null);
        const there = new URL(told.ke, location.href), here = location.pathname + location.search;
        location.assign(there);
        if (there.pathname + there.search === here) location.reload();
        return;
      }
      sessionStorage.removeItem(key);
      state.textContent = (told.salah || [say.gagal]).join(" ");
    } catch {
      sessionStorage.removeItem(key);
      if (say.antre) {
        write(line, [...(read(line) || []), data]);
        box.value = sent = ""; write(key, null);
        token.value = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
        form.elements.catatan.value = ""; form.elements.base_revision.value = "0";
      }
      waiting();
    }
    leaving = false;
  });
  const waiting = () => { const n = (read(line) || []).length; show(n ? say.antre.replace("#", n) : say.tetap); };
  let going = false;
  const go = async () => {
    if (going || !(read(line) || []).length) return;
    going = true;
    try {
      while ((read(line) || []).length) {
        const told = await (await post(read(line)[0])).json();
        /* What the server refuses goes back into the empty box, to be seen and changed. */
        if (told.salah && !box.value.trim()) { box.value = read(line)[0].text; keep(); }
        write(line, read(line).slice(1));
        show(told.tersimpan || (told.salah || []).join(" "), !told.salah);
      }
    } catch { waiting(); }
    going = false;
  };
  if (say.antre) { addEventListener("online", go); setInterval(go, 5000); go(); }
  addEventListener("pageshow", () => { leaving = false; });
});
