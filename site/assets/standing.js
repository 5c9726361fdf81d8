// What a day brings to a certificate that nobody has looked at since: the lapses of time.
// It mirrors generator/certification/course.py: the same three, in the same order; nothing else
// changes a status without a record. Days are "YYYY-MM-DD", or any values that compare.

/** Whether a certificate of this status may be shown as valid. */
export function holds(status) {
  return status === "valid" || status === "surveillance_due";
}

/** Return the status on a day, from what was published: {status, validTo, surveillanceBy, lapses}. */
export function standingOn(day, { status, validTo, surveillanceBy, lapses }) {
  const suspended = status === "suspended";
  if (!holds(status) && !suspended) return status;
  // The day on which a suspension ends is one of withdrawal; a last valid day is still valid.
  if (suspended && lapses && lapses <= validTo && day >= lapses) return "withdrawn";
  if (day > validTo) return "expired";
  if (status === "valid" && surveillanceBy && day > surveillanceBy) return "surveillance_due";
  return status;
}

/** Return today by the visitor's clock and calendar. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Let what a page shows of a certificate tell what time has brought since the page was made. */
export function tellStandings() {
  for (const shown of document.querySelectorAll("[data-standing]")) {
    const facts = shown.dataset;
    const status = standingOn(today(), facts);
    const told = [...shown.querySelectorAll("template[data-when]")];
    const lapse = told.find((template) => template.dataset.when === status);
    if (status === facts.status || !lapse) continue;
    shown.classList.replace(`is-${facts.status}`, `is-${status}`);
    facts.status = status;
    const words = lapse.content.textContent.trim();
    const note = shown.querySelector("template[data-note]").content.textContent.trim();
    for (const chip of shown.querySelectorAll("[data-chip]")) chip.textContent = lapse.dataset.label;
    for (const worth of shown.querySelectorAll("[data-worth]")) {
      const small = document.createElement("small");
      small.textContent = note;
      worth.replaceChildren(words, " ", small);
    }
    if (holds(status)) continue;
    for (const part of shown.querySelectorAll("[data-while-holds]")) part.hidden = true;
  }
}
