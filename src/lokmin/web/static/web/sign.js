/* A signature drawn with a finger: its lines go into the hidden field as [[[x, y], ...], ...] in a box of 1000 x 300. */
"use strict";
(() => {
  document.documentElement.classList.add("has-script");
  const drawn = new WeakMap();
  const lines = (form) => { if (!drawn.has(form)) drawn.set(form, []); return drawn.get(form); };
  const at = (canvas, event) => {
    const box = canvas.getBoundingClientRect();
    const clip = (v, most) => Math.max(0, Math.min(most, Math.round(v)));
    return [clip((event.clientX - box.left) / box.width * 1000, 1000), clip((event.clientY - box.top) / box.height * 300, 300)];
  };
  const keep = (form) => { form.elements.goresan.value = JSON.stringify(lines(form)); };
  const paint = (canvas, from, to) => {
    const pen = canvas.getContext("2d");
    pen.lineWidth = 9; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#12171a";
    pen.beginPath(); pen.moveTo(...from); pen.lineTo(...to); pen.stroke();
  };
  const wipe = (form) => {
    drawn.delete(form);
    keep(form);
    const canvas = form.querySelector("canvas");
    canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
    delete form.dataset.dirty;
  };
  let line, canvas, form;
  document.addEventListener("pointerdown", (event) => {
    canvas = event.target.closest("[data-sign] canvas");
    if (!canvas) return;
    event.preventDefault();
    form = canvas.closest("form");
    form.dataset.dirty = "1"; /* not renewed while somebody draws in it */
    line = [at(canvas, event)];
    lines(form).push(line);
    canvas.setPointerCapture(event.pointerId);
    paint(canvas, line[0], line[0]);
  });
  document.addEventListener("pointermove", (event) => {
    if (!line) return;
    const point = at(canvas, event), last = line[line.length - 1];
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < 5) return;
    paint(canvas, last, point);
    line.push(point);
  });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { if (line) { line = undefined; keep(form); } });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-clear]")) wipe(event.target.closest("form")); });
})();
