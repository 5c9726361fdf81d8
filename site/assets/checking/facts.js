// What a file and a register say of a certificate, read strictly. Mirrors
// generator/verification/facts.py: throws where anything is not as the registry writes it.

import { fromHex, fromUtf8 } from "./bytes.js";
import { provesInclusion, shortCode } from "./ledger.js";

const GRANTED = ["valid", "surveillance_due", "suspended", "expired", "withdrawn", "superseded"];
const NO_LEAF = "0".repeat(64);
const HASH = /^[0-9a-f]{64}$/;

function require(holds, what) {
  if (!holds) throw new Error(what);
}

/** Parse JSON that may come from anybody; a name given twice in one object is refused. */
export function parseJson(bytes) {
  const text = fromUtf8(bytes);
  const data = JSON.parse(text);
  const names = [];
  let last = null;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === "{") names.push(new Set());
    else if (token === "}") names.pop();
    else if (token === ":") {
      require(!names.at(-1).has(last), "a name twice");
      names.at(-1).add(last);
    } else last = JSON.parse(token);
  }
  return data;
}

export function readObject(data) {
  require(data !== null && typeof data === "object" && !Array.isArray(data), "not an object");
  return data;
}

export function readText(fields, name) {
  const value = Object.hasOwn(fields, name) ? fields[name] : null;
  require(typeof value === "string", name);
  return value;
}

export function readCount(fields, name) {
  const value = fields[name];
  require(Number.isSafeInteger(value) && value >= 0, name);
  return value;
}

export function readHash(text) {
  require(typeof text === "string" && HASH.test(text), "hash");
  return text;
}

/** Return a day "YYYY-MM-DD" that there is. */
export function readDay(text) {
  require(typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && text > "0001", "day");
  require(new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), "day");
  return text;
}

function readBoth(data) {
  const words = readObject(data);
  return { zh: readText(words, "zh"), en: readText(words, "en") };
}

const maybe = (value, read) => (value == null ? null : read(value));

function readFormat(data) {
  const fields = readObject(data);
  require(fields.format === 1, "format");
  return fields;
}

/** Read what `certificate.json` and the register's facts have in common. */
export function readPaper(data) {
  const fields = readObject(data);
  return {
    number: readText(fields, "number"),
    revision: readCount(fields, "revision"),
    code: readText(fields, "code"),
    firm: readText(fields, "firm"),
    name: readBoth(fields.name),
    standard: readText(fields, "standard"),
    grade: readText(fields, "grade"),
    gradeTitle: readBoth(fields.grade_title),
    score: readText(fields, "score"),
    effective: readDay(fields.effective),
    validTo: readDay(fields.valid_to),
  };
}

/** Read `certificates/<number>.json`: {paper, status, …, place}. */
export function readFacts(data) {
  const fields = readFormat(data);
  const { status, signed, superseded_by: follower = null } = fields;
  require(GRANTED.includes(status) && typeof signed === "boolean", "status");
  require(follower === null || typeof follower === "string", "superseded_by");
  const place = maybe(fields.leaf, (leaf) => readPlace(leaf, "hash"));
  return {
    paper: readPaper(fields),
    status,
    since: readDay(fields.since),
    surveillanceBy: maybe(fields.surveillance_by, readDay),
    lapses: maybe(fields.lapses, readDay),
    supersededBy: follower,
    sha256: readHash(fields.sha256),
    signed,
    leaf: place ? place.leaf : null,
    place,
  };
}

/** Read a leaf's place in a ledger, its hash standing under a name. */
export function readPlace(data, name) {
  const fields = readObject(data);
  require(Array.isArray(fields.proof), "proof");
  return {
    leaf: readHash(fields[name]),
    root: readHash(fields.root),
    proof: fields.proof.map(readHash),
    size: readCount(fields, "size"),
    index: readCount(fields, "index"),
  };
}

/** Whether the proof leads from the leaf to the root. */
export function isProven(place) {
  const { leaf, index, size, proof, root } = place;
  return provesInclusion(fromHex(leaf), index, size, proof.map(fromHex), fromHex(root));
}

/** Read the payload of a credential. */
export function readClaims(payload) {
  const fields = readObject(parseJson(payload));
  const own = readFormat(fields.registry);
  return {
    issuer: readText(readObject(fields.issuer), "id"),
    number: readText(own, "number"),
    revision: readCount(own, "revision"),
    code: readText(own, "code"),
    firm: readText(own, "firm"),
    sheetSha256: readText(own, "sheet_sha256"),
    place: maybe(own.ledger, (ledger) => readPlace(ledger, "leaf")),
    indexes: readIndexes(fields.credentialStatus === undefined ? [] : fields.credentialStatus),
  };
}

function readIndexes(data) {
  const entries = (Array.isArray(data) ? data : [data]).map(readObject);
  return new Map(
    entries.map((entry) => {
      const written = readText(entry, "statusListIndex");
      require(/^\d{1,9}$/.test(written), "statusListIndex");
      return [readText(entry, "statusPurpose"), Number(written)];
    }),
  );
}

/** Whether the short code is the one of number, revision and leaf. */
export async function codeFits(paper, leaf) {
  return paper.code === (await shortCode(paper.number, paper.revision, leaf ?? NO_LEAF));
}
