// Evidence, trusted keys, a register and a day → the verdict. Mirrors
// generator/verification/judging.py and numbers.py, to which a test holds it. It fails closed:
// whatever is not foreseen is `cannot_check`, never genuine.

import { codeFits, isProven } from "./facts.js";
import { confirmClaims } from "./evidence.js";
import { isTrusted } from "./published.js";
import { Tally, believe, isInForce, tellStanding } from "./tally.js";

const SIGNED = [
  "signature",
  "key",
  "credential",
  "sheet",
  "issuer",
  "record",
  "ledger",
  "lists",
  "register",
  "status",
];
const UNSIGNED = ["signature", "file", "ledger", "lists", "status"];
const BY_NUMBER = ["number", "ledger", "lists", "code", "status"];

/**
 * Say whether a file is a genuine certificate, and how it stands on a day ("YYYY-MM-DD").
 *
 * `trust` ({did, certificates}) and `register` (of `lookUp`) may be null. Never throws.
 */
export async function judge(evidence, trust, register, day) {
  const tally = new Tally(evidence.refusal === "not_signed" ? UNSIGNED : SIGNED);
  try {
    if (evidence.refusal === "not_a_pdf") {
      return tally.answer("not_a_certificate", "", { detail: evidence.detail });
    }
    if (evidence.refusal === "not_signed") {
      return await judgeUnsigned(evidence, trust, register, day, tally);
    }
    if (!evidence.signature) return await judgeSpoilt(evidence, trust, tally);
    return await judgeSigned(evidence, trust, register, day, tally);
  } catch (error) {
    return tally.answer("cannot_check", "", { detail: String(error) });
  }
}

/** Say how the certificate with a number stands on a day, and whether a code is its own. */
export async function judgeNumber(register, day, { number, code }) {
  const tally = new Tally(BY_NUMBER.filter((one) => one !== "code" || code !== null));
  try {
    tally.note("number", true);
    const { facts, told } = register;
    if (!facts) return tally.answer("number_unknown", "", { terms: { number, told } });
    if (!believe(register, tally)) return tally.answer("cannot_check", "register");
    if (code !== null && !tally.note("code", code === facts.paper.code)) {
      return tally.answer("number_code", "", { terms: { number, firm: facts.paper.name, code } });
    }
    return tellStanding(register, facts, day, tally, code === null ? "number" : "code");
  } catch (error) {
    return tally.answer("cannot_check", "", { detail: String(error) });
  }
}

/** Judge a file whose signature does not hold: what is plainly forged is told as forged. */
async function judgeSpoilt(evidence, trust, tally) {
  const { attached, refusal, detail } = evidence;
  tally.note("signature", false);
  if (trust && (await isForged(attached, trust.certificates))) {
    tally.note("credential", false);
    return tally.answer("forged_attachment", "", { detail });
  }
  return tally.answer(refusal === "appended" ? "appended" : "altered", "", { detail });
}

async function judgeUnsigned(evidence, trust, register, day, tally) {
  const { attached, detail } = evidence;
  if (!attached || !attached.ours) return tally.answer("not_a_certificate", "", { detail });
  if (trust && (await isForged(attached, trust.certificates))) {
    tally.note("credential", false);
    return tally.answer("forged_attachment");
  }
  if (!register) return tally.answer("cannot_check", "unsigned");
  const { facts } = register;
  const published = facts !== null && facts.sha256 === evidence.sha256 && !facts.signed;
  if (!tally.note("file", published)) return tally.answer("unsigned_unknown");
  if (!believe(register, tally)) return tally.answer("cannot_check", "register");
  const verdict = tellStanding(register, facts, day, tally);
  if (verdict.outcome === "genuine_status_unknown") return tally.answer("cannot_check");
  if (!isInForce(verdict.outcome)) return verdict;
  return { ...verdict, outcome: "genuine_unsigned" };
}

/** Whether there is a credential, and none that one of these keys signed for this sheet. */
async function isForged(attached, certificates) {
  if (!attached || attached.token === null) return false;
  return (await confirmClaims(attached, certificates)) === null;
}

async function judgeSigned(evidence, trust, register, day, tally) {
  const { attached, signature, detail } = evidence;
  const { keyId: key } = signature;
  tally.note("signature", true);
  const claims = attached ? await confirmClaims(attached, [signature.certificate]) : null;
  if (!trust) return tally.answer("cannot_check", "keys", { terms: { key } });
  const stranger = claims !== null && claims.issuer !== trust.did;
  const terms = { issuer: claims && claims.issuer, registry: trust.did };
  if (!tally.note("key", isTrusted(trust, signature.certificate))) {
    if (!stranger) return tally.answer("wrong_key", "", { terms: { key } });
    tally.note("issuer", false);
    return tally.answer("other_registry", "", { terms });
  }
  if (!attached || attached.token === null || attached.sheet === null) {
    return tally.answer("cannot_check", "credential", { detail });
  }
  const { paper } = attached;
  if (!tally.note("credential", claims !== null) || !paper) return tally.answer("forged_attachment");
  tally.note("sheet", true);
  if (!tally.note("issuer", !stranger)) return tally.answer("other_registry", "", { terms });
  if (!(await hasRecord(claims, paper, tally))) return tally.answer("cannot_check", "register");
  return compare(claims, paper, register, day, tally);
}

/** Whether the credential's own proof holds: of the ledger that ends with its leaf. */
async function hasRecord({ place }, paper, tally) {
  if (!place) return codeFits(paper, null);
  const holds =
    place.size === place.index + 1 && (await isProven(place)) && (await codeFits(paper, place.leaf));
  return tally.note("record", holds);
}

/** Compare a genuine file with the register. */
function compare(claims, paper, register, day, tally) {
  const { number, name: firm } = paper;
  const unknown = { terms: { number, firm, day }, paper };
  if (!register) return tally.answer("genuine_status_unknown", "", unknown);
  const { facts, told } = register;
  if (!facts) {
    tally.note("register", false);
    return tally.answer("number_unknown", "file", { terms: { number, told } });
  }
  if (!believe(register, tally)) return tally.answer("cannot_check", "register");
  const known = facts.paper;
  if (!tally.note("register", agree(claims, paper, facts))) {
    return tally.answer("cannot_check", "register");
  }
  // A copy older than the file, or one without a proof yet, cannot tell how the file stands.
  if (known.revision < paper.revision || facts.leaf === null) {
    return tally.answer("genuine_status_unknown", "", unknown);
  }
  const verdict = tellStanding(register, facts, day, tally);
  if (!isInForce(verdict.outcome) || known.revision === paper.revision) return verdict;
  const terms = { ...verdict.terms, revision: paper.revision, current: known.revision };
  return { ...verdict, outcome: "genuine_superseded", case: "revision", terms, paper };
}

/** Whether file and register say the same of the certificate. */
function agree(claims, paper, facts) {
  const known = facts.paper;
  const leaf = claims.place ? claims.place.leaf : null;
  if (known.number !== paper.number || known.firm !== paper.firm) return false;
  if (known.revision !== paper.revision) return leaf === null || leaf !== facts.leaf;
  const fits = leaf === null || facts.leaf === null || leaf === facts.leaf;
  return fits && known.validTo === paper.validTo && known.grade === paper.grade;
}
