// Check a certificate: the check digits here in the browser, then the register.

import { compact, fill, home, language, loadRegister, make, readWords, writeDay } from "./register.js";

const words = readWords();
const form = document.getElementById("check");
const box = form.elements.namedItem("n");
const answer = document.getElementById("answer");

/** ISO 7064, MOD 97-10: letters are 10–35, and the whole number leaves 1 on division by 97. */
function checkDigitsFit(number) {
  let rest = 0;
  for (const sign of number) {
    const value = parseInt(sign, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function say(kind, title, ...more) {
  answer.className = `answer answer--${kind}`;
  answer.replaceChildren(make("h2", {}, title), ...more);
  answer.hidden = false;
}

function fact(name, ...value) {
  return make("div", {}, make("dt", {}, name), make("dd", {}, ...value));
}

let loading = null;

async function check() {
  const typed = box.value.trim();
  if (!typed) {
    answer.hidden = true;
    return;
  }
  const number = compact(typed).toUpperCase();
  const advice = (text) => make("p", {}, text);
  if (!/^[A-Z]+\d+$/.test(number)) {
    say("wrong", words.not_a_number, advice(words.not_a_number_hint));
    return;
  }
  if (!checkDigitsFit(number)) {
    say("wrong", words.mistyped, advice(words.mistyped_hint));
    return;
  }
  let register;
  try {
    loading ??= loadRegister();
    register = await loading;
  } catch {
    loading = null;
    say("wrong", words.failed, advice(words.failed_hint));
    return;
  }
  const found = register.findCertificate(number);
  if (!found) {
    say("wrong", words.unknown, advice(words.unknown_hint));
    return;
  }
  const status = register.status(found.status);
  const holds = status.holds;
  const code = register.codes[found.row];
  const grade = register.grade(found.row);
  const facts = [
    fact(words.number, make("span", { class: "code" }, found.number)),
    fact(
      words.firm,
      make("a", { href: new URL(`firms/${code}/`, home).href, "data-firm": code }, register.names[language][found.row]),
    ),
    fact(words.code, make("span", { class: "code" }, code)),
    fact(words.status, make("span", { class: "chip" }, status[language])),
  ];
  if (holds && !found.former) {
    facts.push(
      fact(
        words.grade,
        make("span", { class: "stars", "aria-hidden": "true" }, "★".repeat(grade.stars)),
        ` ${grade[language]}`,
      ),
    );
  }
  facts.push(fact(words.until, writeDay(found.until)));
  answer.classList.add(`is-${status.id}`);
  say(
    holds ? "holds" : "holds-not",
    holds ? words.holds : words.holds_not,
    advice(fill(holds ? words.holds_hint : words.holds_not_hint, { status: status[language], day: register.asOf })),
    make("dl", { class: "facts" }, ...facts),
  );
  answer.classList.add(`is-${status.id}`);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", box.value.trim() ? `?n=${encodeURIComponent(box.value.trim())}` : location.pathname);
  check();
});

const asked = new URLSearchParams(location.search).get("n");
if (asked) {
  box.value = asked;
  check();
}
