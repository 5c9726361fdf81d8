// What the published site says: whose keys are the registry's, how a certificate stands. Mirrors
// generator/verification/site.py: nothing is believed but what the site's own ledger proves and
// its status lists do not deny. Input: `read(path)` → bytes, null where there is no such file.

import { asLatin, fromBase64, same } from "./bytes.js";
import { readCertificate } from "./certificates.js";
import { readToken } from "./credential.js";
import { codeFits, isProven, parseJson, readCount, readDay, readFacts, readHash, readText } from "./facts.js";
import { listAgrees } from "./lists.js";
import { compactNumber, numberFlaw, writeNumber } from "./numbers.js";

/** The site could not be asked: no answer, or one that is no answer. */
export class NoAnswer extends Error {}

/** Return a reader of the files below an address; the answers of this page only, never a cache's. */
export function readFrom(root) {
  return async (path) => {
    let answer;
    try {
      answer = await fetch(new URL(path, root), { cache: "no-cache", redirect: "error" });
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    } catch (error) {
      throw new NoAnswer(`${path}: ${error.message}`);
    }
    if (answer.status === 404 || answer.status === 410) return null;
    throw new NoAnswer(`${path}: ${answer.status}`);
  };
}

/** Return {trust: {did, certificates}, checkpoint}; throws where the site is not what it says. */
export async function openSite(read) {
  const [trust, checkpoint] = await Promise.all([readIssuer(read), readCheckpoint(read)]);
  if (nameIssuer(checkpoint.origin) !== trust.did) throw new Error("the site has another name");
  return { trust, checkpoint };
}

/**
 * Return what the site says of a certificate: {told, facts or null, proven, listed, sound}.
 *
 * `proven` and `listed` are null where it gives no proof, or its lists are not signed.
 */
export async function lookUp(read, site, number) {
  const told = site.checkpoint.day;
  const unknown = { told, facts: null, proven: null, listed: null, sound: true };
  // The number may come from a file of anybody, and is part of an address.
  if (numberFlaw(number) || writeNumber(compactNumber(number)) !== number) return unknown;
  const path = `certificates/${number}.json`;
  const content = await read(path);
  if (content === null) return unknown;
  const facts = readFacts(parseJson(content));
  if (facts.paper.number !== number) throw new Error(`${path} is another certificate's`);
  const proven = facts.place && (await isInLedger(facts.place, site.checkpoint));
  const listed = facts.signed ? await isListed(read, site, facts) : null;
  const sound = (await codeFits(facts.paper, facts.leaf)) && proven !== false && listed !== false;
  return { told, facts, proven, listed, sound };
}

async function isInLedger(place, { size, root }) {
  return place.size === size && place.root === root && isProven(place);
}

/** Whether the published credential and the status lists bear the facts out. */
async function isListed(read, { trust, checkpoint }, facts) {
  const { paper } = facts;
  const token = await readLatin(read, `certificates/${paper.number}.jwt`);
  let claims = null;
  for (const certificate of trust.certificates) claims ??= await readToken(token, certificate);
  const fits =
    claims &&
    claims.issuer === trust.did &&
    ["number", "revision", "code", "firm"].every((name) => claims[name] === paper[name]) &&
    (claims.place ? claims.place.leaf : null) === facts.leaf;
  if (!fits) return false;
  for (const [purpose, index] of claims.indexes) {
    const list = await readLatin(read, `status/${purpose}.jwt`);
    const asked = { purpose, index, status: facts.status, trust, day: checkpoint.day };
    if (!(await listAgrees(list, asked))) return false;
  }
  // Before its grant is recorded a certificate has no place in the lists.
  return claims.indexes.size > 0 || facts.leaf === null;
}

async function readLatin(read, path) {
  const content = await read(path);
  return content === null ? null : asLatin(content);
}

async function readSurely(read, path) {
  const content = await read(path);
  if (content === null) throw new Error(`there is no ${path}`);
  return parseJson(content);
}

async function readIssuer(read) {
  const document = await readSurely(read, "did.json");
  const did = readText(document, "id");
  const methods = new Map(document.verificationMethod.map((method) => [method.id, method]));
  const certificates = [];
  for (const name of document.assertionMethod) {
    const [encoded, ...more] = methods.get(name).publicKeyJwk.x5c;
    const { der, keyId } = await readCertificate(fromBase64(encoded));
    if (more.length > 0 || name !== `${did}#${keyId}`) throw new Error("did.json");
    certificates.push(der);
  }
  return { did, certificates };
}

async function readCheckpoint(read) {
  const data = await readSurely(read, "ledger/checkpoint.json");
  if (data.format !== 1) throw new Error("ledger/checkpoint.json");
  return {
    origin: readText(data, "origin"),
    size: readCount(data, "size"),
    root: readHash(data.root),
    day: readDay(data.day),
  };
}

/** Return the did:web identifier of the body behind a site; its address ends with a slash. */
function nameIssuer(address) {
  const [, host, path] = /^https?:\/\/([^/?#]*)([^?#]*)/.exec(address) ?? [];
  if (!host) throw new Error("no address of a site");
  const quote = (step) =>
    encodeURIComponent(step).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const steps = path.split("/").filter(Boolean).map(quote);
  return ["did", "web", host.replaceAll(":", "%3A"), ...steps].join(":");
}

/** Whether a key is among those that are trusted. */
export function isTrusted(trust, certificate) {
  return trust.certificates.some((one) => same(one, certificate));
}
