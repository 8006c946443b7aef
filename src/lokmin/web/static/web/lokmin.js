/* What a page does faster with a script; without it everything still works as plain posts and links. */
"use strict";

/* After a refused form, go to the summary of what is wrong. */
document.querySelector("[data-focus]")?.focus();

/* A form that is on its way is not sent twice; the button says so. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method !== "post" || form.dataset.again !== undefined) return;
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button && button.dataset.busy) { button.setAttribute("aria-disabled", "true"); button.textContent = button.dataset.busy; }
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

/* Long work: fetch the part again until it no longer asks for it. */
const poll = (part) => setTimeout(async () => {
  try {
    const answer = await fetch(part.dataset.poll, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-poll]");
    if (!fresh) { location.reload(); return; }
    part.replaceWith(fresh);
    poll(fresh);
  } catch { poll(part); }
}, 1500);
document.querySelectorAll("[data-poll]").forEach(poll);

/* In a table that is filled in (.pkp-fill) the keys do what they do in Excel: Enter goes down, a copied block lands in the
   cells below and to the right. Nothing is kept before the button is pressed. */
const cellAt = (box, down, right) => {
  let row = box.closest("tr"), left = down;
  while (row && left) { row = row.nextElementSibling; if (row?.querySelector("td input, td select")) left -= 1; }
  return row?.cells[box.closest("td").cellIndex + right]?.querySelector("input, select");
};
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || !box.matches?.(".pkp-fill td input")) return;
  event.preventDefault();
  const below = cellAt(box, 1, 0) || box.form.querySelector("button");
  below.focus();
  below.select?.();
});
document.addEventListener("paste", (event) => {
  const box = event.target, text = event.clipboardData?.getData("text").replace(/\r?\n$/, "") ?? "";
  if (!box.matches?.(".pkp-fill td input") || !/[\n\t]/.test(text)) return;
  event.preventDefault();
  text.split(/\r?\n/).forEach((line, down) => line.split("\t").forEach((word, right) => {
    const cell = cellAt(box, down, right), value = word.trim();
    if (!cell || !value || (cell.options && ![...cell.options].some((one) => one.value === value))) return;
    cell.value = value;
  }));
});
