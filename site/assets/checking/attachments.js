// The files attached to a PDF, within bounds. Mirrors generator/verification/attachments.py: what
// is odd (two of one name, another compression, too much) throws and is never guessed at.

import { unpack } from "./bytes.js";
import { Pdf, readWords } from "./pdf.js";
import { Name, Stream } from "./syntax.js";

const MOST = 16;
const MOST_NODES = 64;
const LONGEST = 4 * 1024 * 1024;

/** Return a Map name → bytes. */
export async function extractAttachments(bytes) {
  const pdf = await Pdf.open(bytes);
  const root = await pdf.resolveFields(pdf.trailer.get("Root"));
  const found = new Map();
  if (!root.has("Names")) return found;
  const names = await pdf.resolveFields(root.get("Names"));
  if (!names.has("EmbeddedFiles")) return found;
  for (const entry of await listEntries(pdf, names.get("EmbeddedFiles"))) {
    const spec = await pdf.resolveFields(entry);
    const name = readWords(await pdf.resolve(spec.get("UF")));
    if (found.has(name)) throw new Error("two of one name");
    const files = await pdf.resolveFields(spec.get("EF"));
    found.set(name, await readFile(pdf, await pdf.resolve(files.get("F"))));
  }
  return found;
}

/** Return the values of a tree of names. */
async function listEntries(pdf, tree) {
  const waiting = [tree];
  const entries = [];
  for (let nodes = 0; waiting.length > 0; nodes += 1) {
    if (nodes === MOST_NODES) throw new Error("too many");
    const node = await pdf.resolveFields(waiting.shift());
    const pairs = (await pdf.resolve(node.get("Names"))) ?? [];
    const kids = (await pdf.resolve(node.get("Kids"))) ?? [];
    if (!Array.isArray(pairs) || !Array.isArray(kids) || pairs.length % 2) throw new Error("names");
    entries.push(...pairs.filter((_, at) => at % 2 === 1));
    waiting.unshift(...kids);
    if (entries.length > MOST) throw new Error("too many");
  }
  return entries;
}

async function readFile(pdf, stream) {
  if (!(stream instanceof Stream)) throw new Error("no file");
  const raw = await pdf.readRaw(stream);
  const filter = await pdf.resolve(stream.fields.get("Filter") ?? null);
  if (filter === null && raw.length <= LONGEST) return raw;
  if (!Name.is(filter, "FlateDecode") || stream.fields.has("DecodeParms")) {
    throw new Error("another compression");
  }
  return unpack(raw, "deflate", LONGEST);
}
