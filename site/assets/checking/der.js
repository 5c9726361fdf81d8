// The encoding of certificates and signatures (DER, X.690 §10), as strictly as it is: lengths must
// be the shortest and fit exactly. Mirrors generator/records/der.py.

import { join } from "./bytes.js";

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const BITS = 0x03;
export const OCTETS = 0x04;
const SHORT = 0x80;
const LONGEST_LENGTH = 4;

function refuse() {
  throw new Error("not DER");
}

/** Return where the content of the element at `at` begins and ends. */
function findContent(encoded, at) {
  if (at + 2 > encoded.length) refuse();
  let length = encoded[at + 1];
  let start = at + 2;
  if (length >= SHORT) {
    const size = length - SHORT;
    if (size < 1 || size > LONGEST_LENGTH || start + size > encoded.length) refuse();
    const first = encoded[start];
    length = 0;
    for (const byte of encoded.subarray(start, start + size)) length = length * 256 + byte;
    start += size;
    if (length < SHORT || first === 0) refuse();
  }
  if (start + length > encoded.length) refuse();
  return [start, start + length];
}

/** Return the elements, `most` at most, within the one element that `encoded` must be. */
export function splitElement(encoded, tag, most) {
  let [start, end] = findContent(encoded, 0);
  if (encoded[0] !== tag || end !== encoded.length) refuse();
  const found = [];
  while (start < end) {
    const [, after] = findContent(encoded, start);
    if (after > end || found.length === most) refuse();
    found.push(encoded.subarray(start, after));
    start = after;
  }
  return found;
}

/** Return the content of the one element that `encoded` must be. */
export function takeContent(encoded, tag) {
  const [start, end] = findContent(encoded, 0);
  if (encoded[0] !== tag || end !== encoded.length) refuse();
  return encoded.subarray(start);
}

/** Return the first element of `encoded`. */
export function cutElement(encoded) {
  return encoded.subarray(0, findContent(encoded, 0)[1]);
}

/** Return an element: tag, shortest length, content. */
export function makeElement(tag, ...parts) {
  const content = join(...parts);
  if (content.length < SHORT) return join([tag, content.length], content);
  const length = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  return join([tag, SHORT + length.length, ...length], content);
}
