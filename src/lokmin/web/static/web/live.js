/* Pages that listen to a meeting: parts are renewed, counts and timers run, forms are sent and tried again.
   Without it every page still works by being loaded again, every form as a plain post. */
"use strict";
(() => {
  const root = document.querySelector("[data-live]");
  if (!root) return;
  const kunci = () => document.querySelector('meta[name="kunci"]')?.content ?? "";
  const hand = document.documentElement.dataset.face === "hand";
  const indonesian = document.documentElement.lang === "id";
  const word = (name) => root.dataset[name] ?? "";
  let offset = 0; /* the server's hour minus ours, by our steady clock */
  const now = () => performance.now() + offset;

  /* --- the link ------------------------------------------------------------------------------------------------ */
  const link = document.querySelector("[data-link]");
  const linked = (up) => { if (link) { link.textContent = up ? word("tersambung") : word("terputus"); link.classList.toggle("wait", !up); } };
  let source, failures = 0, polling;
  const listen = () => {
    source = new EventSource(root.dataset.live);
    source.onopen = () => { failures = 0; clearInterval(polling); polling = undefined; linked(true); resend(); };
    source.onmessage = (event) => hear(JSON.parse(event.data));
    source.onerror = () => {
      linked(false);
      failures += 1;
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
      /* A proxy or an old browser that cannot listen: look every five seconds. */
      if (failures > 3 && !polling) polling = setInterval(() => renew(document.querySelectorAll("[data-part]")), 5000);
    };
  };

  /* --- what is heard ------------------------------------------------------------------------------------------- */
  const hear = (told) => {
    if (told.t) offset = told.t - performance.now();
    for (const [name, value] of Object.entries(told))
      document.querySelectorAll(`[data-count="${told.k}-${name}"]`).forEach((el) => { if (String(el.dataset.of ?? told.kotak ?? "") === String(told.kotak ?? "")) el.textContent = value; });
    const parts = [...document.querySelectorAll("[data-part]")].filter((el) => told.k === "segar" || (el.dataset.on ?? el.dataset.part).split(" ").includes(told.k) && !el.querySelector("[data-idle]"));
    const asked = [];
    for (const part of parts) {
      if (told.html !== undefined && indonesian && part.dataset.part === told.k) put(part, told.html);
      else asked.push(part);
    }
    renew(asked);
    /* Closed or opened again: the phone's page is another one. */
    if (hand && told.k === "tutup") setTimeout(() => location.reload(), Math.random() * 3000);
    document.dispatchEvent(new CustomEvent("lokmin:" + told.k, { detail: told }));
  };

  /* Somebody who is writing in a part is not disturbed: it is renewed when they leave it. */
  const busy = (part) => part.contains(document.activeElement) && document.activeElement.matches("textarea, input:not([type=radio]):not([type=checkbox]), select") || part.querySelector("form[data-dirty]");
  const put = (part, html) => {
    if (busy(part)) { part.dataset.later = "1"; return; }
    part.innerHTML = html;
    part.querySelectorAll('input[name="kunci"]').forEach((el) => { el.value = kunci(); });
    tick();
  };
  const waiting = new Map();
  const renew = (parts) => {
    for (const part of parts) {
      const from = part.dataset.src || `${location.pathname}?bagian=${part.dataset.part}`;
      if (waiting.has(from)) continue;
      /* Two hundred phones do not ask in the same moment. */
      waiting.set(from, setTimeout(async () => {
        waiting.delete(from);
        try {
          const answer = await fetch(from, { headers: { "X-Requested-With": "fetch" } });
          if (answer.ok) put(part, await answer.text());
          else if (answer.status === 403 || answer.status === 404) location.reload();
        } catch { part.dataset.later = "1"; }
      }, hand ? Math.random() * 1500 : 60));
    }
  };
  document.addEventListener("focusout", () => setTimeout(() => {
    const late = [...document.querySelectorAll("[data-later]")].filter((p) => !busy(p));
    late.forEach((p) => delete p.dataset.later);
    renew(late);
  }, 400));
  document.addEventListener("input", (event) => { const form = event.target.closest("form"); if (form && form.closest("[data-part]")) form.dataset.dirty = "1"; });

  /* --- timers: data-until is the server's hour in milliseconds --------------------------------------------------- */
  const tick = () => document.querySelectorAll("[data-until]").forEach((el) => {
    const left = Math.round((Number(el.dataset.until) - now()) / 60000);
    const late = Math.abs(left), { lagi, lewat, jam, tepat } = el.dataset;
    el.textContent = left >= 0 || late < 60 ? (left >= 0 ? lagi : lewat).replace("#", late)
      : (late % 60 ? jam : tepat).replace("@", Math.floor(late / 60)).replace("#", late % 60);
    el.classList.toggle("late", left < 0);
  });
  offset = Number(root.dataset.now || Date.now()) - performance.now();
  setInterval(tick, 5000);
  tick();

  /* --- forms: sent without leaving the page, kept on the phone until they have arrived --------------------------- */
  const shelf = "lokmin-belum-" + (root.dataset.meeting || "");
  const kept = () => { try { return JSON.parse(localStorage.getItem(shelf) || "[]"); } catch { return []; } };
  const keep = (list) => { try { localStorage.setItem(shelf, JSON.stringify(list)); } catch { /* a full or closed store: the page itself still holds it */ } };
  const post = (address, body) => fetch(address, { method: "POST", body: new URLSearchParams(body), headers: { Accept: "application/json" } });
  const say = (box, kind, sentence) => { if (box) { box.className = "sent" + (kind === "good" ? "" : " wait"); box.innerHTML = "<b></b><p></p>"; box.firstChild.textContent = sentence[0]; box.lastChild.textContent = sentence[1] ?? ""; } };
  /* A part that is renewed after sending loses what stands inside it: said beside it then. */
  const boxOf = (form) => {
    const beside = form.closest("[data-part]")?.nextElementSibling;
    const outer = beside?.matches("[data-state]") ? beside : null;
    return (form.dataset.then && outer) || form.querySelector("[data-state]") || outer || document.querySelector("[data-state]");
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.dataset.send === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const pairs = [...new FormData(form, event.submitter).entries()].map(([k, v]) => [k, String(v)]);
    const box = boxOf(form);
    try {
      const answer = await post(form.action, pairs);
      const body = await answer.json();
      if (answer.ok) {
        delete form.dataset.dirty;
        say(box, "good", [body.kabar, form.dataset.sentence]);
        form.dispatchEvent(new CustomEvent("lokmin:terkirim", { bubbles: true, detail: body }));
        if (form.dataset.send === "reset") form.reset();
        if (form.dataset.then && form.contains(document.activeElement)) document.activeElement.blur();
        if (form.dataset.then) renew(document.querySelectorAll(`[data-part="${form.dataset.then}"]`));
      } else {
        say(box, "bad", [word("belum"), (body.salah || []).join(" ")]);
        /* What was refused because it is out of date is shown anew. */
        if (form.dataset.fresh !== undefined) { delete form.dataset.dirty; renew(document.querySelectorAll(`[data-part="${form.dataset.then}"]`)); }
      }
    } catch {
      keep([...kept(), { address: form.action, pairs }]);
      say(box, "bad", [word("belum"), word("simpan")]);
    }
    delete form.dataset.busy;
  }, true);
  let resending = false;
  const resend = async () => {
    if (resending) return;
    resending = true;
    let list = kept();
    while (list.length) {
      try {
        const answer = await post(list[0].address, list[0].pairs.map(([k, v]) => [k, k === "kunci" ? kunci() : v]));
        if (answer.status >= 500 || answer.status === 429) break;
        const body = await answer.json();
        const { address, pairs } = list[0];
        /* Said where it was sent from; the form is emptied unless something else was written into it meanwhile. */
        const form = [...document.forms].find((f) => f.action === address && pairs.every(([k]) => f.elements[k]));
        say(form ? boxOf(form) : document.querySelector("[data-state]"), answer.ok ? "good" : "bad", answer.ok ? [body.kabar, form?.dataset.sentence] : [word("belum"), (body.salah || []).join(" ")]);
        if (answer.ok && form && pairs.every(([k, v]) => k === "kunci" || form.elements[k].value === v)) {
          delete form.dataset.dirty;
          form.dispatchEvent(new CustomEvent("lokmin:terkirim", { bubbles: true, detail: body }));
          if (form.dataset.send === "reset") form.reset();
          if (form.dataset.then) renew(document.querySelectorAll(`[data-part="${form.dataset.then}"]`));
        }
      } catch { break; }
      list = kept().slice(1);
      keep(list);
    }
    resending = false;
  };
  addEventListener("online", resend);
  setInterval(() => { if (kept().length) resend(); }, 5000);
  listen();
})();
