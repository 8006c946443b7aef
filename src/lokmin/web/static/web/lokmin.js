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
