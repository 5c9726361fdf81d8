// X.509 certificates of RSA keys: their parts, their key's id, and what a key signed. Mirrors
// generator/records/certificates.py and generator/signing/rsa.py. Whether a key is to be trusted
// is asked elsewhere.

import { asHex, fromHex, same, sha256 } from "./bytes.js";
import { BITS, INTEGER, SEQUENCE, splitElement } from "./der.js";

const KEY_ID_LENGTH = 16;
const SHORTEST = 2048;
const LONGEST = 4096;
const VERSION_3 = fromHex("a003020102");
const EXTENSIONS = 0xa3;
const RSA = fromHex("300d06092a864886f70d0101010500");
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** Return {der, serial, issuer, key, keyId} of a certificate; throws where it is none. */
export async function readCertificate(der) {
  const [body, algorithm, signature, ...none] = splitElement(der, SEQUENCE, 3);
  const [version, serial, inner, issuer, validity, subject, key, ...extensions] = splitElement(
    body,
    SEQUENCE,
    8,
  );
  const [named, bits] = splitElement(key, SEQUENCE, 2);
  const fits =
    none.length === 0 &&
    same(version, VERSION_3) &&
    same(inner, algorithm) &&
    same(named, RSA) &&
    serial[0] === INTEGER &&
    signature[0] === BITS &&
    bits[0] === BITS &&
    [algorithm, issuer, validity, subject].every((part) => part[0] === SEQUENCE) &&
    extensions.every((part) => part[0] === EXTENSIONS);
  if (!fits) throw new Error("no certificate of an RSA key");
  const keyId = asHex(await sha256(key)).slice(0, KEY_ID_LENGTH);
  return { der, serial, issuer, key, keyId };
}

/** Whether a signature of some bytes is that of a key (SubjectPublicKeyInfo, DER). */
export async function isSignedBy(key, content, signature) {
  let opened;
  try {
    opened = await crypto.subtle.importKey("spki", key, ALGORITHM, false, ["verify"]);
  } catch {
    return false;
  }
  const { modulusLength } = opened.algorithm;
  if (modulusLength < SHORTEST || modulusLength > LONGEST) return false;
  return crypto.subtle.verify(ALGORITHM, opened, signature, content);
}
