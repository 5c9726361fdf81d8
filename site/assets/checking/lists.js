// Whether a signed status list says of a certificate what the register says. Mirrors
// generator/verification/lists.py. Source: https://www.w3.org/TR/vc-bitstring-status-list/.

import { fromBase64url, unpack } from "./bytes.js";
import { readCredential } from "./credential.js";
import { parseJson } from "./facts.js";

const LONGEST = 4 * 1024 * 1024;
const SETS = { revocation: ["withdrawn", "superseded"], suspension: ["suspended"] };

/** Whether a list, signed by a trusted key on the day, bears a status out; `token` may be null. */
export async function listAgrees(token, { purpose, index, status, trust, day }) {
  if (!Object.hasOwn(SETS, purpose) || token === null) return false;
  for (const certificate of trust.certificates) {
    const read = await readCredential(token, certificate);
    if (!read || read.kid !== `${trust.did}#${read.keyId}`) continue;
    try {
      const bits = await readList(parseJson(read.payload), { purpose, issuer: trust.did, day });
      const set = (bits[index >> 3] & (0x80 >> (index & 7))) !== 0;
      return set === SETS[purpose].includes(status);
    } catch {
      return false;
    }
  }
  return false;
}

async function readList(document, { purpose, issuer, day }) {
  const subject = document.credentialSubject;
  const fits =
    document.issuer === issuer &&
    document.validFrom === `${day}T00:00:00Z` &&
    subject.statusPurpose === purpose;
  if (!fits || !subject.encodedList.startsWith("u")) throw new Error("status list");
  return unpack(fromBase64url(subject.encodedList.slice(1)), "gzip", LONGEST);
}
