// Certificate numbers as people type, paste and scan them. Mirrors generator/records/numbering.py
// and judge_form in generator/verification/inquiry.py.

import { readShortCode } from "./ledger.js";

const DIGITS = 12;
const SEPARATOR = "[\\s\\-‐‑‒–—−_./]";
const SEPARATORS = new RegExp(`${SEPARATOR}+`, "g");
const NUMBER = /^([A-Z]{2,6})(\d{4})(\d{6})(\d{2})$/;
/** A number within other words: in its four groups, or without any breaks. */
const WITHIN = new RegExp(
  `(?<![A-Z0-9])[A-Z]{2,6}${SEPARATOR}?\\d{4}${SEPARATOR}?\\d{6}${SEPARATOR}?\\d{2}(?![A-Z0-9])`,
  "g",
);

/** Give full-width letters and digits their usual width. */
export function narrow(text) {
  return text.replace(/[\uff01-\uff5e]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}

/** Return a number as it is compared: capital letters and digits, no separators. */
export function compactNumber(text) {
  return narrow(text).replace(SEPARATORS, "").toUpperCase();
}

/** Return a compact number as it is printed; anything else unchanged. */
export function writeNumber(compact) {
  const match = NUMBER.exec(compact);
  return match ? match.slice(1).join("-") : compact;
}

/** Tell what is wrong with a number: `form`, `check_digit`, or null. */
export function numberFlaw(text) {
  const compact = compactNumber(text);
  if (!NUMBER.test(compact)) return "form";
  return fitsCheckDigits(compact) ? null : "check_digit";
}

/** ISO 7064, MOD 97-10: letters are 10–35, and the whole number leaves 1 on division by 97. */
function fitsCheckDigits(compact) {
  let rest = 0;
  for (const sign of compact) {
    const value = parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/**
 * Return the number that somebody pasted among other words: an address, a line of a letter.
 *
 * The text itself where it is a number, or where there is none in it, or more than one.
 */
export function findNumber(text) {
  const typed = text.trim();
  if (NUMBER.test(compactNumber(typed))) return typed;
  const plain = narrow(unescapeAddress(typed)).toUpperCase();
  const found = new Set([...plain.matchAll(WITHIN)].map(([one]) => writeNumber(compactNumber(one))));
  return found.size === 1 ? [...found][0] : typed;
}

function unescapeAddress(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Return the verdict on what cannot be a number, or a code, at all; null where both could be. */
export function judgeForm(text, code) {
  const none = { checked: [], failed: ["number"], unchecked: [], terms: { number: text } };
  const flaw = numberFlaw(text);
  if (flaw === "form") {
    const [part, more] = measure(text);
    return { ...none, outcome: "number_form", case: part, terms: { number: text, ...more } };
  }
  if (flaw) return { ...none, outcome: "number_mistyped", case: "" };
  if (code === null || readShortCode(code) !== null) return null;
  return {
    outcome: "number_code",
    case: "form",
    terms: { code },
    checked: ["number"],
    failed: ["code"],
    unchecked: ["status"],
  };
}

/** Tell how many digits a number lacks, or has too many. */
function measure(text) {
  const match = /^[A-Z]{2,6}(\d+)$/.exec(compactNumber(text));
  const digits = match ? match[1].length : DIGITS;
  if (digits < DIGITS) return ["short", { missing: DIGITS - digits }];
  if (digits > DIGITS) return ["long", { extra: digits - DIGITS }];
  return ["", {}];
}
