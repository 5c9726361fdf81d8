// A verdict → what the page shows: a sign with words, one plain sentence, the facts, what was
// checked. Input: the words that the page's template left (generator/publication/check_page.py).

import { fill, home, language, make } from "../register.js";

const SIGNS = {
  good: "M5 13l5 5L20 7",
  unsure: "M12 6v8m0 4v.5",
  bad: "M6 6l12 12M18 6L6 18",
  open: "M5 12h14",
};
const MONTHS =
  "January February March April May June July August September October November December".split(" ");

/** Write a day "YYYY-MM-DD" in words. */
export function writeDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (language === "zh") return `${year}年${month}月${date}日`;
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

function write(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return value[language];
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? writeDay(text) : text;
}

/** Return the sentence of a verdict. */
export function tellSentence({ outcome, case: part, terms }, words) {
  const { sentences } = words;
  const sentence = sentences[`${outcome}/${part}`] ?? sentences[outcome];
  const values = Object.entries(terms).map(([name, value]) => [name, write(value)]);
  return fill(sentence, Object.fromEntries(values));
}

function drawSign(tone) {
  const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"], ["class", "sign"]]) {
    sign.setAttribute(name, value);
  }
  path.setAttribute("d", SIGNS[tone]);
  sign.append(path);
  return sign;
}

/** Return the nodes of an answer and its tone; `sentence` takes the place of the verdict's own. */
export function showVerdict(answer, words, sentence = null) {
  // A verdict without words is none.
  const known = answer.verdict.outcome in words.tones;
  const verdict = known ? answer.verdict : { ...answer.verdict, outcome: "cannot_check", facts: null, paper: null };
  const tone = words.tones[verdict.outcome];
  const nodes = [
    make("p", { class: "answer__sign" }, drawSign(tone), words.labels[verdict.outcome]),
    make("h2", {}, sentence ?? tellSentence(verdict, words)),
    listFacts(verdict, answer, words),
    noteSource(verdict, words),
    listChecks(verdict, words),
  ];
  return { tone, status: verdict.status, nodes: nodes.filter((node) => node !== null) };
}

function listFacts({ facts, paper, status }, { evidence, told }, words) {
  const shown = paper ?? facts?.paper;
  if (!shown) return null;
  const { details, statuses } = words;
  const code = (text) => make("span", { class: "code" }, text);
  const link = (path, text) => make("a", { href: new URL(path, home).href }, text);
  const rows = [
    ["number", link(`certificates/${shown.number}/`, code(shown.number))],
    ["firm", link(`firms/${shown.firm}/`, shown.name[language])],
    ["firm_code", code(shown.firm)],
    status && ["status", make("span", { class: "chip" }, statuses[status])],
    ["grade", shown.gradeTitle[language]],
    ["score", shown.score],
    ["effective", writeDay(shown.effective)],
    ["valid_to", writeDay(shown.validTo)],
    ["revision", String(shown.revision)],
    ["code", code(shown.code)],
    evidence?.signature && ["signed", writeDay(evidence.signature.day)],
    told && ["told", writeDay(told)],
  ];
  const list = rows
    .filter(Boolean)
    .map(([name, value]) => make("div", {}, make("dt", {}, details[name]), make("dd", {}, value)));
  return make("dl", { class: "facts", "data-firm": shown.firm }, ...list);
}

/** Say whose words the facts are, where they are not the register's of the day asked. */
function noteSource({ facts, paper, terms }, { details }) {
  const note = (text) => make("p", { class: "hint" }, text);
  if (!facts) return paper ? note(details.by_sheet) : null;
  const { told, day } = terms;
  return told && day && told < day ? note(fill(details.old, { told: writeDay(told) })) : null;
}

/** Say of each thing whether it was found right, each with words and not by its sign alone. */
function listChecks({ checked, failed, unchecked }, words) {
  const { checks, details, titles } = words;
  const kinds = [
    [failed, "bad", details.failed],
    [checked, "good", details.held],
    [unchecked, "open", details.open],
  ];
  const items = kinds.flatMap(([ids, tone, said]) =>
    ids.map((id) =>
      make(
        "li",
        { class: `check check--${tone}`, "data-check": id },
        drawSign(tone),
        make("span", {}, make("b", {}, said), ` ${checks[id]}`),
      ),
    ),
  );
  if (items.length === 0) return null;
  const summary = make("summary", {}, titles.checked);
  return make("details", { class: "checks", open: failed.length > 0 }, summary, make("ul", {}, ...items));
}
