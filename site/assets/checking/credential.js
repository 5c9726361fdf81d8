// A VC-JWT → its payload, where the key of a given certificate signed it. Mirrors
// generator/verification/credential.py: three parts in base64url without slack, the header in its
// one form, RS256.

import { fromBase64url, fromUtf8, toUtf8 } from "./bytes.js";
import { isSignedBy, readCertificate } from "./certificates.js";
import { readClaims } from "./facts.js";

const LONGEST = 1024 * 1024;

/** Return {kid, keyId, payload}, or null where the certificate's key did not sign this token. */
export async function readCredential(token, certificate) {
  try {
    const parts = token.split(".");
    if (token.length > LONGEST || parts.length !== 3) return null;
    const [header, payload, signature] = parts.map(fromBase64url);
    const { key, keyId } = await readCertificate(certificate);
    const written = fromUtf8(header);
    const { kid } = JSON.parse(written);
    if (typeof kid !== "string" || writeHeader(kid) !== written) return null;
    if (!(await isSignedBy(key, toUtf8(`${parts[0]}.${parts[1]}`), signature))) return null;
    return { kid, keyId, payload };
  } catch {
    return null;
  }
}

/** Write the header as canonical JSON (RFC 8785). */
function writeHeader(kid) {
  return JSON.stringify({ alg: "RS256", cty: "vc", kid, typ: "vc+jwt" });
}

/** Return what a credential says, where a key signed it in its issuer's name; else null. */
export async function readToken(token, certificate) {
  const read = token === null ? null : await readCredential(token, certificate);
  if (!read) return null;
  try {
    const claims = readClaims(read.payload);
    return read.kid === `${claims.issuer}#${read.keyId}` ? claims : null;
  } catch {
    return null;
  }
}
