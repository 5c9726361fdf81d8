// Bytes as text and back, their sums, and unpacking within bounds. Throws where anything is not
// in its one form.

const HEX = /^(?:[0-9a-f]{2})*$/;
const CHUNK = 8192;

/** Write bytes as a string with one character a byte, so that what is found lies at its offset. */
export function asLatin(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK)));
  }
  return parts.join("");
}

/** The bytes of a string of such characters. */
export function fromLatin(text) {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

export function asHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Read small hexadecimal digits. */
export function fromHex(text) {
  if (!HEX.test(text)) throw new Error("not hexadecimal");
  return Uint8Array.from({ length: text.length / 2 }, (_, at) =>
    parseInt(text.slice(2 * at, 2 * at + 2), 16),
  );
}

export function same(some, others) {
  return some.length === others.length && some.every((byte, at) => byte === others[at]);
}

export function join(...parts) {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Error("not base64");
  return fromLatin(atob(text));
}

/** Read base64url without padding, in its one spelling (RFC 7515 §2): no unused bits are set. */
export function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error("not base64url");
  const bytes = fromLatin(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
  if (asBase64url(bytes) !== text) throw new Error("not base64url");
  return bytes;
}

function asBase64url(bytes) {
  return btoa(asLatin(bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function toUtf8(text) {
  return new TextEncoder().encode(text);
}

export function fromUtf8(bytes) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

export async function sha256(...parts) {
  const bytes = parts.length === 1 ? parts[0] : join(...parts);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Unpack `deflate` (zlib) or `gzip`; throws where more than `longest` bytes come out. */
export async function unpack(packed, format, longest) {
  const unpacking = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format));
  const reader = unpacking.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(...parts);
    length += value.length;
    if (length > longest) {
      reader.cancel().catch(() => {});
      throw new Error("unpacks to too much");
    }
    parts.push(value);
  }
}
