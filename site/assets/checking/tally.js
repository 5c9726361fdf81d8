// What was checked on the way to a verdict, and how a certificate of a believed register stands.
// Mirrors generator/verification/outcome.py and standing.py.

import { standingOn } from "../standing.js";

/** All that is checked, in the order in which it is told. */
const CHECKS = [
  "number",
  "signature",
  "key",
  "credential",
  "sheet",
  "issuer",
  "file",
  "record",
  "ledger",
  "lists",
  "register",
  "code",
  "status",
];

export class Tally {
  constructor(asked) {
    this.asked = asked;
    this.held = new Set();
    this.failed = new Set();
  }

  note(check, holds) {
    (holds === true ? this.held : this.failed).add(check);
    return holds === true;
  }

  /** Return {outcome, case, checked, failed, unchecked, terms, paper, facts, status, detail}. */
  answer(outcome, part = "", more = {}) {
    return {
      outcome,
      case: part,
      terms: {},
      paper: null,
      facts: null,
      status: null,
      detail: "",
      checked: CHECKS.filter((one) => this.held.has(one)),
      failed: CHECKS.filter((one) => this.failed.has(one)),
      unchecked: this.asked.filter((one) => !this.held.has(one) && !this.failed.has(one)),
      ...more,
    };
  }
}

export function isInForce(outcome) {
  return outcome === "genuine_valid" || outcome === "genuine_surveillance_due";
}

/** Whether the register proves what it says, as far as it gives proofs. */
export function believe(register, tally) {
  if (register.proven !== null) tally.note("ledger", register.proven);
  if (register.listed !== null) tally.note("lists", register.listed);
  return register.sound === true;
}

/** Tell how a certificate of a believed register stands on a day. */
export function tellStanding({ told }, facts, day, tally, part = "") {
  const { paper, since } = facts;
  const { status: known, surveillanceBy, lapses } = facts;
  const asked = { status: known, validTo: paper.validTo, surveillanceBy, lapses };
  const status = standingOn(day < told ? told : day, asked);
  const terms = {
    number: paper.number,
    firm: paper.name,
    day,
    told,
    until: paper.validTo,
    due: surveillanceBy,
    successor: facts.supersededBy,
    since: findSince(status, facts),
  };
  // Of the days before its own status began, a copy that is younger cannot tell anything.
  if (day < since || day < paper.effective) {
    return tally.answer("genuine_status_unknown", part && "number", { terms, paper });
  }
  tally.note("status", true);
  const outcome = `genuine_${status}`;
  let spoken = part && status !== "valid" ? "number" : part;
  // Of decisions since the day of the copy nothing is known: the sentence says so.
  if (isInForce(outcome) && told < day) spoken = spoken ? `${spoken}_old` : "old";
  return tally.answer(outcome, spoken, { terms, paper, facts, status });
}

/** Return the first day of a status that the register tells, or that time has brought. */
function findSince(status, facts) {
  if (status === facts.status) return facts.since;
  if (status === "withdrawn") return facts.lapses;
  const last = status === "expired" ? facts.paper.validTo : facts.surveillanceBy;
  return last === null ? null : nextDay(last);
}

function nextDay(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86400000).toISOString().slice(0, 10);
}
