// A PDF → what was signed and by which key, or why it is refused. Mirrors
// generator/verification/signature.py and generator/signing/cms.py: the one form that is accepted
// is the one that the registry writes. The range covers the whole file but the gap; the gap holds
// the only CMS that could stand there (it is made again and compared) and zeros.

import { asHex, asLatin, fromHex, join, same, sha256 } from "./bytes.js";
import { isSignedBy, readCertificate } from "./certificates.js";
import { OCTETS, SEQUENCE, SET, cutElement, makeElement, splitElement, takeContent } from "./der.js";
import { readDay } from "./facts.js";

/** Bytes of a file that is looked at; a certificate has some ten thousand. */
export const LARGEST = 32 * 1024 * 1024;
const ROOM = 8192;
const RANGE = "/ByteRange";
const TRACES = ["/ETSI.CAdES.detached", "/Adobe.PPKLite", "/Type /Sig", "/Fields ["];
const CONTENTS = "/Contents <";
const DICTIONARY =
  />\n\/ByteRange \[0 ([1-9]\d{0,8}) ([1-9]\d{0,8}) ([1-9]\d{0,8})\] *\n\/Type \/Sig\n\/Filter \/Adobe\.PPKLite\n\/SubFilter \/ETSI\.CAdES\.detached\n\/M \(D(?::|\\072)(\d{4})(\d{2})(\d{2})000000Z\)\n/y;

const EXPLICIT_0 = 0xa0;
const IMPLICIT_4 = 0xa4;
const ONE = fromHex("020101");
const DATA = fromHex("06092a864886f70d010701");
const SIGNED_DATA = fromHex("06092a864886f70d010702");
const CONTENT_TYPE = fromHex("06092a864886f70d010903");
const MESSAGE_DIGEST = fromHex("06092a864886f70d010904");
const SIGNING_CERTIFICATE_V2 = fromHex("060b2a864886f70d010910022f");
const SHA256 = fromHex("300d06096086480165030402010500");
const SHA256_WITH_RSA = fromHex("300d06092a864886f70d01010b0500");

const refuse = (refusal, detail) => ({ refusal, detail });

/**
 * Return {certificate, keyId, day} where the signature covers the whole file, else
 * {refusal: not_a_pdf | not_signed | altered | appended, detail}.
 */
export async function readSignature(pdf) {
  if (pdf.length > LARGEST) return refuse("not_a_pdf", "too large");
  const text = asLatin(pdf);
  const place = text.indexOf(RANGE);
  if (place < 0) {
    if (TRACES.some((trace) => text.includes(trace))) {
      return refuse("altered", "a signature without its range");
    }
    if (!text.startsWith("%PDF-")) return refuse("not_a_pdf", "no header of a PDF");
    return refuse("not_signed", "no signature");
  }
  let found;
  try {
    found = await readFirst(pdf, text, place);
  } catch (flaw) {
    return refuse("altered", flaw.message);
  }
  if (found.end < pdf.length) return refuse("appended", `something behind ${found.end}`);
  if (text.indexOf(RANGE, place + 1) >= 0) return refuse("altered", "more than one range");
  return found.signature;
}

/** Return the first signature and where what it covers ends; throws where anything is not as written. */
async function readFirst(pdf, text, place) {
  const begins = place - 2 - ROOM;
  if (begins < CONTENTS.length || !text.endsWith(CONTENTS, begins)) {
    throw new Error("a range of another form");
  }
  DICTIONARY.lastIndex = begins + ROOM;
  const match = DICTIONARY.exec(text);
  if (!match) throw new Error("a range of another form");
  const room = fromHex(text.slice(begins, begins + ROOM));
  const [start, resume, length] = [match[1], match[2], match[3]].map(Number);
  const end = resume + length;
  if (start !== begins - 1 || resume !== begins + ROOM + 1 || end > pdf.length) {
    throw new Error("the range is not that of this file");
  }
  const day = readDay(`${match[4]}-${match[5]}-${match[6]}`);
  const digest = await sha256(pdf.subarray(0, start), pdf.subarray(resume, end));
  const certificate = await checkCms(room, digest);
  return { signature: { certificate: certificate.der, keyId: certificate.keyId, day }, end };
}

/** Return the certificate whose key signed the digest. */
async function checkCms(room, digest) {
  const cms = cutElement(room);
  if (room.subarray(cms.length).some((byte) => byte !== 0)) {
    throw new Error("something behind the signature");
  }
  const [encoded, signature] = findParts(cms);
  const certificate = await readCertificate(encoded);
  const attributes = await listAttributes(certificate, digest);
  if (!same(encodeCms(certificate, attributes, signature), cms)) {
    throw new Error("the digest, or the form of the signature, is another");
  }
  if (!(await isSignedBy(certificate.key, makeElement(SET, ...attributes), signature))) {
    throw new Error("the signature is not by this key");
  }
  return certificate;
}

/** Return certificate and signature as they stand in a CMS. */
function findParts(cms) {
  const [, explicit] = splitElement(cms, SEQUENCE, 2);
  const [signed] = splitElement(explicit, EXPLICIT_0, 1);
  const [, , , certificates, signers] = splitElement(signed, SEQUENCE, 5);
  const [certificate] = splitElement(certificates, EXPLICIT_0, 1);
  const [signer] = splitElement(signers, SET, 1);
  const signature = splitElement(signer, SEQUENCE, 6).at(-1);
  return [certificate, takeContent(signature, OCTETS)];
}

function encodeCms(certificate, attributes, signature) {
  const signer = makeElement(
    SEQUENCE,
    ONE,
    makeElement(SEQUENCE, certificate.issuer, certificate.serial),
    SHA256,
    makeElement(EXPLICIT_0, ...attributes),
    SHA256_WITH_RSA,
    makeElement(OCTETS, signature),
  );
  const signed = makeElement(
    SEQUENCE,
    ONE,
    makeElement(SET, SHA256),
    makeElement(SEQUENCE, DATA),
    makeElement(EXPLICIT_0, certificate.der),
    makeElement(SET, signer),
  );
  return makeElement(SEQUENCE, SIGNED_DATA, makeElement(EXPLICIT_0, signed));
}

/** Return the signed attributes in DER's order of a set. */
async function listAttributes(certificate, digest) {
  const named = makeElement(
    SEQUENCE,
    makeElement(SEQUENCE, makeElement(IMPLICIT_4, certificate.issuer)),
    certificate.serial,
  );
  const fingerprint = makeElement(OCTETS, await sha256(certificate.der));
  const identified = makeElement(SEQUENCE, fingerprint, named);
  const values = [
    [CONTENT_TYPE, DATA],
    [MESSAGE_DIGEST, makeElement(OCTETS, digest)],
    [SIGNING_CERTIFICATE_V2, makeElement(SEQUENCE, makeElement(SEQUENCE, identified))],
  ];
  return values
    .map(([kind, value]) => makeElement(SEQUENCE, kind, makeElement(SET, value)))
    .sort((some, other) => (asHex(some) < asHex(other) ? -1 : 1));
}
