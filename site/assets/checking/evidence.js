// What a file itself says: its signature, what is attached, its credential. Mirrors
// generator/verification/evidence.py. Which keys are to be trusted, and how the certificate
// stands, is asked elsewhere.

import { asHex, asLatin, sha256 } from "./bytes.js";
import { extractAttachments } from "./attachments.js";
import { readToken } from "./credential.js";
import { parseJson, readPaper } from "./facts.js";
import { readSignature } from "./signature.js";

const SHEET = "certificate.json";
const TOKEN = "credential.jwt";
const PLAIN = "credential.json";

/**
 * Return {sha256, signature or null, refusal or null, attached or null, detail}.
 *
 * `attached` is {sheet, token, ours, paper}, null where what is attached cannot be read.
 */
export async function readEvidence(pdf) {
  const told = await readSignature(pdf);
  const evidence = {
    sha256: asHex(await sha256(pdf)),
    signature: told.refusal ? null : told,
    refusal: told.refusal ?? null,
    attached: null,
    detail: told.detail ?? "",
  };
  if (told.refusal === "not_a_pdf") return evidence;
  try {
    evidence.attached = readAttached(await extractAttachments(pdf));
  } catch (trouble) {
    if (!told.refusal) evidence.detail = trouble.message;
  }
  return evidence;
}

function readAttached(files) {
  const [sheet, token, plain] = [SHEET, TOKEN, PLAIN].map((name) => files.get(name) ?? null);
  let paper = null;
  try {
    paper = sheet && readPaper(parseJson(sheet));
  } catch {
    // It says nothing in the right form.
  }
  const ours = [sheet, token, plain].some((one) => one !== null);
  return { sheet, token: token && asLatin(token), ours, paper };
}

/**
 * Return what the attached credential says, where one of these keys signed it (DER).
 *
 * Null too where it names another key than the issuer's, or does not belong to the sheet.
 */
export async function confirmClaims(attached, certificates) {
  for (const certificate of certificates) {
    const claims = await readToken(attached.token, certificate);
    if (claims && (await belongs(claims, attached))) return claims;
  }
  return null;
}

async function belongs(claims, { sheet, paper }) {
  return (
    paper !== null &&
    asHex(await sha256(sheet)) === claims.sheetSha256 &&
    ["number", "revision", "code", "firm"].every((name) => paper[name] === claims[name])
  );
}
