// The ledger: whether a leaf is in it (RFC 9162 §2.1.3.2), and the short code made of a leaf.
// Mirrors generator/certification/merkle.py and short_code.py.

import { same, sha256, toUtf8 } from "./bytes.js";

const WIDTH = 32;
const NODE = Uint8Array.of(1);
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/** Whether a leaf's hash is at `index` of the tree of `size` leaves with that root. */
export async function provesInclusion(leaf, index, size, proof, root) {
  if (![leaf, root, ...proof].every((hash) => hash.length === WIDTH)) return false;
  if (![index, size].every((count) => Number.isSafeInteger(count) && count >= 0)) return false;
  if (index >= size) return false;
  let [place, last, made] = [index, size - 1, leaf];
  const half = (count) => Math.floor(count / 2);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      made = await sha256(NODE, sibling, made);
      // Go up where a node stands alone at the right edge, without a sibling.
      while (place > 0 && place % 2 === 0) [place, last] = [half(place), half(last)];
    } else {
      made = await sha256(NODE, made, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(made, root);
}

/** Return the code of a certificate's revision; `leaf` is the leaf's hash in hexadecimal. */
export async function shortCode(number, revision, leaf) {
  const digest = await sha256(toUtf8(`${number}|${revision}|${leaf}`));
  let bits = 0;
  for (const byte of digest.subarray(0, 5)) bits = bits * 256 + byte;
  let code = "";
  for (let at = 0; at < LENGTH; at += 1) {
    code = ALPHABET[bits % 32] + code;
    bits = Math.floor(bits / 32);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Return the code that somebody typed, as it is printed; null where it is none. */
export function readShortCode(text) {
  const plain = text.trim().replace(/[\uff01-\uff5e]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
  const code = plain
    .toUpperCase()
    .replace(/[ \t\u00a0\u3000\-‐‑‒–—−_·.]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (code.length !== LENGTH || ![...code].every((sign) => ALPHABET.includes(sign))) return null;
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
