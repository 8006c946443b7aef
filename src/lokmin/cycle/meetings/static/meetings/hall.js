/* The wall: keys turn the page, and it goes back to the meeting when the meeting goes on. Without it the links do. */
"use strict";
(() => {
  const part = document.querySelector('[data-part="layar"]');
  if (!part) return;
  let asked = 0;
  const turn = async (key) => {
    const from = location.pathname + "?bagian=layar" + (key ? "&layar=" + encodeURIComponent(key) : "");
    const mine = ++asked;
    if (key) part.dataset.src = from; else delete part.dataset.src;
    try {
      const answer = await fetch(from, { headers: { "X-Requested-With": "fetch" } });
      if (answer.ok && mine === asked) part.innerHTML = await answer.text();
    } catch { /* the link is down: the screen stays, live.js says so and comes back */ }
  };
  const step = (rel) => { const link = part.querySelector(`a[rel="${rel}"]`); if (link) turn(link.dataset.turn); };
  const KEYS = { PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", PageUp: "prev", ArrowLeft: "prev", ArrowUp: "prev" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (KEYS[event.key]) { event.preventDefault(); step(KEYS[event.key]); }
    else if (event.key === "Home" || event.key === "Escape") { event.preventDefault(); turn(""); }
  });
  part.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-turn]");
    if (link && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); turn(link.dataset.turn); }
  });
  for (const kind of ["acara", "kotak", "layar", "tes", "buka", "tutup"]) document.addEventListener("lokmin:" + kind, () => {
    /* What happened before the page was read is heard again when the first listener comes: no reason to turn back. */
    if (part.dataset.src && performance.now() < 2500) return;
    turn("");
  });
})();
