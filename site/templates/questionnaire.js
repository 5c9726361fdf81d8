// Keeps the answers on this page and saves them as a CSV; nothing is sent anywhere.
"use strict";
(() => {
  const form = document.querySelector("form");
  const columns = form.dataset.columns.split(",");
  const byItem = columns.includes("item");
  const status = form.querySelector("[role=status]");
  const respondent = form.elements.namedItem("respondent");
  const kept = new Map(); // rows, by the number of the questionnaire
  const chosen = new Map(); // the step that was chosen last, by the name of its scale
  let shown = ""; // the number under which what is on the page is kept already
  let accepted = ""; // the gaps that somebody has been told of and goes on with
  let unsaved = false;

  const say = (words, values = {}) => {
    status.textContent = words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  };
  const role = () => form.querySelector("[name=role]:checked")?.value ?? "";
  const questions = () => [...form.querySelectorAll("[data-item]")].filter((one) => !one.hidden);
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  const isGiven = (one) =>
    [...one.querySelectorAll("input, select")].some((field) => value(field.name) !== "");
  const blame = (place, words) => {
    place.querySelector(".error").textContent = words;
  };

  // Questions for others leave the page as soon as it is known who answers.
  const fit = () => {
    for (const one of form.querySelectorAll("[data-role]")) {
      one.hidden = role() !== "" && one.dataset.role !== role();
      one.disabled = one.hidden;
    }
  };

  const clear = () => {
    for (const place of form.querySelectorAll(".error")) place.textContent = "";
    status.textContent = "";
  };

  // The place of the first mistake, with every one told; nothing when all is well.
  const findMistake = () => {
    clear();
    const wrong = [];
    const tell = (place, words) => {
      blame(place, words);
      wrong.push(place);
    };
    const number = respondent.value.trim();
    if (!respondent.checkValidity()) tell(respondent.closest(".field"), form.dataset.fill);
    else if (kept.has(number) && number !== shown)
      tell(respondent.closest(".field"), form.dataset.twice);
    const roles = form.querySelector(".roles");
    if (roles && !role()) tell(roles, form.dataset.fill);
    for (const one of questions()) {
      const fields = [...one.querySelectorAll("input, select")];
      const names = [...new Set(fields.map((field) => field.name))];
      const given = names.filter((name) => value(name) !== "").length;
      if (fields[0].required && !given) tell(one, form.dataset.fill);
      else if (given && given < names.length) tell(one, form.dataset.half);
    }
    return wrong[0];
  };

  const rows = () => {
    const number = respondent.value.trim();
    if (!byItem)
      return [columns.map((name) => (name === "respondent" ? number : value(name)))];
    const known = (one) => ({ respondent: number, role: role(), item: one.dataset.item });
    return questions()
      .map((one) => columns.map((name) => known(one)[name] ?? value(`${one.dataset.item}.${name}`)))
      .filter((row) => row.every((cell) => cell !== ""));
  };

  // Takes what is on the page; false where something is in the way.
  const keep = () => {
    const mistake = findMistake();
    if (mistake) {
      mistake.querySelector("input, select").focus();
      mistake.scrollIntoView({ block: "center" });
      say(form.dataset.wrong);
      return false;
    }
    const found = rows();
    if (!found.length) {
      say(form.dataset.empty);
      return false;
    }
    const answered = new Set(found.map((row) => row[columns.indexOf("item")]));
    const missing = byItem
      ? questions().filter((one) => !answered.has(one.dataset.item)).map((one) => one.dataset.label)
      : [];
    const gaps = missing.join(document.documentElement.lang === "en" ? ", " : "、");
    if (gaps && gaps !== accepted) {
      accepted = gaps;
      say(form.dataset.missing, { questions: gaps });
      return false;
    }
    if (shown) kept.delete(shown);
    shown = respondent.value.trim();
    kept.set(shown, found);
    return true;
  };

  const save = () => {
    const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const lines = [columns, ...[...kept.values()].flat()];
    const text = lines.map((row) => row.map(quote).join(",") + "\n").join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = form.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    say(form.dataset.saved, { file: form.dataset.file, count: kept.size });
  };

  const isUntouched = () =>
    !respondent.value.trim() && questions().every((one) => !isGiven(one));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // At the end of many the page is empty again: what was kept is what is saved.
    if ((kept.size && isUntouched()) || keep()) save();
  });
  form.querySelector(".next").addEventListener("click", () => {
    if (!keep()) return;
    const answered = role();
    form.reset();
    chosen.clear();
    shown = accepted = "";
    unsaved = true;
    for (const one of form.querySelectorAll("[name=role]")) one.checked = one.value === answered;
    fit();
    respondent.focus();
    window.scrollTo(0, 0);
    say(form.dataset.kept, { count: kept.size });
  });
  // Radio buttons know no way back: the chosen one, chosen again, is let go.
  form.addEventListener("click", ({ target }) => {
    if (target.type !== "radio" || target.name === "role") return;
    if (chosen.get(target.name) !== target) return chosen.set(target.name, target);
    target.checked = false;
    chosen.delete(target.name);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", (event) => {
    unsaved = true;
    fit();
    const place = event.target.closest("[data-item], .roles, .field");
    if (place) blame(place, "");
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
