// The objects of a PDF by their numbers, found by its tables of references (ISO 32000-2 §7.5).
// Input: bytes from anybody. Output: `Pdf`. Nothing is repaired: what does not fit throws.

import { asLatin, fromLatin, unpack } from "./bytes.js";
import { Name, Reader, Ref, Stream } from "./syntax.js";

const TAIL = 1054;
/** Bytes that an inner stream may unpack to. */
const LONGEST = 16 * 1024 * 1024;
const MOST_OBJECTS = 200000;
const MOST_UPDATES = 32;
const FREE = 0;
const PLAIN = 1;
const PACKED = 2;

export class Pdf {
  #bytes;
  #text;
  #entries = new Map();
  #packed = new Map();

  constructor(bytes) {
    this.#bytes = bytes;
    this.#text = asLatin(bytes);
    this.trailer = new Map();
  }

  static async open(bytes) {
    const pdf = new Pdf(bytes);
    if (!pdf.#text.startsWith("%PDF-")) throw new Error("PDF: no header");
    await pdf.#readTables();
    if (pdf.trailer.has("Encrypt")) throw new Error("PDF: encrypted");
    return pdf;
  }

  /** Return what a reference leads to, or the value itself; null where there is no such object. */
  async resolve(value) {
    for (let steps = 0; value instanceof Ref; steps += 1) {
      if (steps > 8) throw new Error("PDF: a circle");
      value = await this.#find(value.number);
    }
    return value;
  }

  /** Return the dictionary behind a value, or throw. */
  async resolveFields(value) {
    const found = await this.resolve(value);
    if (!(found instanceof Map)) throw new Error("PDF: no dictionary");
    return found;
  }

  /** Return a stream's bytes as they lie in the file. */
  async readRaw(stream) {
    const length = await this.resolve(stream.fields.get("Length"));
    const end = stream.start + length;
    if (!Number.isSafeInteger(length) || length < 0 || end > this.#bytes.length) {
      throw new Error("PDF: a stream's length");
    }
    new Reader(this.#text, end).expect("endstream");
    return this.#bytes.subarray(stream.start, end);
  }

  async #readTables() {
    const at = this.#text.lastIndexOf("startxref");
    if (at < 0 || at < this.#text.length - TAIL) throw new Error("PDF: no startxref");
    const seen = new Set();
    const waiting = [new Reader(this.#text, at + "startxref".length).readCount()];
    while (waiting.length > 0) {
      const place = waiting.shift();
      if (seen.has(place) || seen.size === MOST_UPDATES) throw new Error("PDF: a circle");
      seen.add(place);
      const fields = await this.#readTable(place);
      if (seen.size === 1) this.trailer = fields;
      for (const name of ["XRefStm", "Prev"]) {
        if (fields.has(name)) waiting.push(fields.get(name));
      }
    }
  }

  /** Read the table at a place, where later ones have not spoken already; return its trailer. */
  async #readTable(place) {
    const reader = new Reader(this.#text, place);
    if (!this.#text.startsWith("xref", place)) return this.#readPackedTable(reader);
    reader.at += "xref".length;
    for (;;) {
      reader.skipSpace();
      if (this.#text.startsWith("trailer", reader.at)) break;
      const [first, count] = [reader.readCount(), reader.readCount()];
      for (let number = first; number < first + count; number += 1) {
        const [offset, generation] = [reader.readCount(), reader.readCount()];
        reader.skipSpace();
        const kind = this.#text[reader.at];
        if (kind !== "n" && kind !== "f") throw new Error("PDF: a table");
        reader.at += 1;
        this.#enter(number, kind === "n" ? PLAIN : FREE, offset, generation);
      }
    }
    reader.at += "trailer".length;
    return this.resolveFields(reader.read());
  }

  async #readPackedTable(reader) {
    const number = new Reader(this.#text, reader.at).readCount();
    const stream = reader.readIndirect(number);
    if (!(stream instanceof Stream) || !Name.is(stream.fields.get("Type"), "XRef")) {
      throw new Error("PDF: no table");
    }
    const { fields } = stream;
    const widths = fields.get("W");
    const ranges = fields.get("Index") ?? [0, fields.get("Size")];
    const bytes = await this.#readStream(stream);
    const fit = (list) => list.every((one) => Number.isSafeInteger(one) && one >= 0);
    if (!Array.isArray(widths) || widths.length !== 3 || !fit(widths) || !fit(ranges)) {
      throw new Error("PDF: a table");
    }
    let at = 0;
    const readField = (width, missing) => {
      if (width === 0) return missing;
      if (at + width > bytes.length) throw new Error("PDF: a table");
      let value = 0;
      for (const end = at + width; at < end; at += 1) value = value * 256 + bytes[at];
      return value;
    };
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      const [first, count] = [ranges[range], ranges[range + 1]];
      for (let one = first; one < first + count; one += 1) {
        const kind = readField(widths[0], PLAIN);
        this.#enter(one, kind, readField(widths[1], 0), readField(widths[2], 0));
      }
    }
    return fields;
  }

  #enter(number, kind, place, more) {
    if (this.#entries.size >= MOST_OBJECTS) throw new Error("PDF: too many objects");
    if (!this.#entries.has(number)) this.#entries.set(number, { kind, place, more });
  }

  async #find(number) {
    const entry = this.#entries.get(number);
    if (!entry || entry.kind === FREE) return null;
    if (entry.kind === PLAIN) return new Reader(this.#text, entry.place).readIndirect(number);
    if (entry.kind !== PACKED) return null;
    if (!this.#packed.has(entry.place)) {
      this.#packed.set(entry.place, null); // until it is read: what it needs is not within it
      this.#packed.set(entry.place, await this.#readPacked(entry.place));
    }
    if (this.#packed.get(entry.place) === null) throw new Error("PDF: a circle");
    const { text, places } = this.#packed.get(entry.place);
    return places.has(number) ? new Reader(text, places.get(number)).read() : null;
  }

  /** Return the text within the stream of a number, and where in it each object begins. */
  async #readPacked(number) {
    const entry = this.#entries.get(number);
    if (!entry || entry.kind !== PLAIN) throw new Error("PDF: a packed stream");
    const stream = new Reader(this.#text, entry.place).readIndirect(number);
    if (!(stream instanceof Stream) || !Name.is(stream.fields.get("Type"), "ObjStm")) {
      throw new Error("PDF: no stream of objects");
    }
    const count = await this.resolve(stream.fields.get("N"));
    const first = await this.resolve(stream.fields.get("First"));
    if (!(count <= MOST_OBJECTS) || !Number.isSafeInteger(first)) throw new Error("PDF: objects");
    const text = asLatin(await this.#readStream(stream));
    const head = new Reader(text);
    const places = new Map();
    for (let one = 0; one < count; one += 1) {
      const [own, offset] = [head.readCount(), head.readCount()];
      places.set(own, first + offset);
    }
    return { text, places };
  }

  async #readStream(stream) {
    const raw = await this.readRaw(stream);
    const filter = [await this.resolve(stream.fields.get("Filter"))].flat();
    const [settings] = [await this.resolve(stream.fields.get("DecodeParms"))].flat();
    if (filter.length === 1 && filter[0] === undefined) return raw;
    if (filter.length !== 1 || !Name.is(filter[0], "FlateDecode")) throw new Error("PDF: a filter");
    const bytes = await unpack(raw, "deflate", LONGEST);
    const predictor = settings instanceof Map ? (settings.get("Predictor") ?? 1) : 1;
    if (predictor === 1) return bytes;
    if (!(predictor >= 10)) throw new Error("PDF: a predictor");
    return undoPredictor(bytes, settings.get("Columns") ?? 1);
  }
}

/** Undo the predictors of PNG for rows of `columns` bytes (RFC 2083 §6). */
function undoPredictor(bytes, columns) {
  if (!Number.isInteger(columns) || columns < 1) throw new Error("PDF: columns");
  const rows = Math.floor(bytes.length / (columns + 1));
  const made = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const kind = bytes[row * (columns + 1)];
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? made[at - 1] : 0;
      const up = row > 0 ? made[at - columns] : 0;
      const corner = row > 0 && column > 0 ? made[at - columns - 1] : 0;
      const guesses = [0, left, up, (left + up) >> 1, choosePaeth(left, up, corner)];
      if (kind >= guesses.length) throw new Error("PDF: a predictor");
      made[at] = bytes[row * (columns + 1) + column + 1] + guesses[kind];
    }
  }
  return made;
}

function choosePaeth(left, up, corner) {
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(left + up - corner - one));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Return a text of a PDF: UTF-16 or UTF-8 where it says so, else one character a byte. */
export function readWords(value) {
  if (typeof value !== "string") throw new Error("PDF: no words");
  if (value.startsWith("\xfe\xff")) {
    return new TextDecoder("utf-16be", { fatal: true }).decode(fromLatin(value.slice(2)));
  }
  if (value.startsWith("\xef\xbb\xbf")) {
    return new TextDecoder("utf-8", { fatal: true }).decode(fromLatin(value.slice(3)));
  }
  return value;
}
