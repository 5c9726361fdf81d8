// The syntax of PDF objects (ISO 32000-2 §7.3). Input: a string with one character a byte. Output:
// numbers, strings, arrays, Map for dictionaries, Name, Ref; throws where it is none of them.

const SPACES = "\0\t\n\f\r ";
const DELIMITERS = "()<>[]{}/%";
const DEEPEST = 64;
const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** A name; `Name.is(value, "X")` compares. */
export class Name {
  constructor(value) {
    this.value = value;
  }

  static is(value, text) {
    return value instanceof Name && value.value === text;
  }
}

/** A reference to an object by its number. */
export class Ref {
  constructor(number, generation) {
    this.number = number;
    this.generation = generation;
  }
}

/** A dictionary with the place where the bytes that follow it begin. */
export class Stream {
  constructor(fields, start) {
    this.fields = fields;
    this.start = start;
  }
}

class Word {
  constructor(value) {
    this.value = value;
  }
}

export class Reader {
  constructor(text, at = 0) {
    this.text = text;
    this.at = at;
    this.depth = 0;
  }

  /** Read one object; a number may turn out to begin a reference. */
  read() {
    const value = this.#readToken();
    if (value instanceof Word) throw new Error(`PDF: ${value.value}`);
    return value;
  }

  /** Read `number generation obj`, the object and, where there is one, the head of its stream. */
  readIndirect(number) {
    const [told, generation] = [this.#readToken(true), this.#readToken(true)];
    if (told !== number || !Number.isInteger(generation)) throw new Error("PDF: another object");
    this.expect("obj");
    const value = this.read();
    const word = this.#readToken();
    if (!(word instanceof Word)) throw new Error("PDF: an object without end");
    if (word.value === "endobj") return value;
    if (word.value !== "stream" || !(value instanceof Map)) throw new Error("PDF: no stream");
    if (this.text[this.at] === "\r") this.at += 1;
    if (this.text[this.at] !== "\n") throw new Error("PDF: no stream");
    return new Stream(value, this.at + 1);
  }

  expect(word) {
    const found = this.#readToken();
    if (!(found instanceof Word) || found.value !== word) throw new Error(`PDF: no ${word}`);
  }

  /** Read a whole number that is not part of a reference. */
  readCount() {
    const value = this.#readToken(true);
    if (!Number.isSafeInteger(value) || value < 0) throw new Error("PDF: no number");
    return value;
  }

  skipSpace() {
    const { text } = this;
    for (;;) {
      while (this.at < text.length && SPACES.includes(text[this.at])) this.at += 1;
      if (text[this.at] !== "%") return;
      while (this.at < text.length && !"\r\n".includes(text[this.at])) this.at += 1;
    }
  }

  #readToken(plain = false) {
    this.skipSpace();
    const { text } = this;
    const sign = text[this.at];
    if (sign === undefined) throw new Error("PDF: ends too early");
    if (sign === "/") return this.#readName();
    if (sign === "(") return this.#readString();
    if (sign === "[") return this.#readArray();
    if (sign === "<") return text[this.at + 1] === "<" ? this.#readDictionary() : this.#readHex();
    if (DELIMITERS.includes(sign)) throw new Error(`PDF: ${sign}`);
    const word = this.#readRegular();
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) {
      return plain ? Number(word) : this.#followReference(word);
    }
    if (word === "true" || word === "false") return word === "true";
    return word === "null" ? null : new Word(word);
  }

  #readRegular() {
    const from = this.at;
    const { text } = this;
    while (this.at < text.length && !SPACES.includes(text[this.at])) {
      if (DELIMITERS.includes(text[this.at])) break;
      this.at += 1;
    }
    return text.slice(from, this.at);
  }

  #followReference(word) {
    const rest = /[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
    rest.lastIndex = this.at;
    const match = /^\d+$/.test(word) ? rest.exec(this.text) : null;
    if (!match) return Number(word);
    this.at = rest.lastIndex;
    return new Ref(Number(word), Number(match[1]));
  }

  #readName() {
    this.at += 1;
    const written = this.#readRegular();
    return new Name(
      written.replace(/#([0-9A-Fa-f]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16))),
    );
  }

  #within(read) {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Error("PDF: too deep");
    const value = read();
    this.depth -= 1;
    return value;
  }

  #readArray() {
    this.at += 1;
    return this.#within(() => {
      const items = [];
      for (;;) {
        this.skipSpace();
        if (this.text[this.at] === "]") break;
        items.push(this.read());
      }
      this.at += 1;
      return items;
    });
  }

  #readDictionary() {
    this.at += 2;
    return this.#within(() => {
      const fields = new Map();
      for (;;) {
        this.skipSpace();
        if (this.text.startsWith(">>", this.at)) break;
        const name = this.read();
        if (!(name instanceof Name)) throw new Error("PDF: no name");
        fields.set(name.value, this.read());
      }
      this.at += 2;
      return fields;
    });
  }

  #readHex() {
    const end = this.text.indexOf(">", this.at);
    const digits = this.text.slice(this.at + 1, end).replace(/[\0\t\n\f\r ]/g, "");
    if (end < 0 || !/^[0-9A-Fa-f]*$/.test(digits)) throw new Error("PDF: no string");
    this.at = end + 1;
    return digits.replace(/..?/g, (two) => String.fromCharCode(parseInt(two.padEnd(2, "0"), 16)));
  }

  #readString() {
    const parts = [];
    let open = 0;
    for (;;) {
      const sign = this.text[this.at];
      this.at += 1;
      if (sign === undefined) throw new Error("PDF: no end of a string");
      if (sign === "\\") parts.push(this.#readEscape());
      else if (sign === "(" && (open += 1) > 1) parts.push(sign);
      else if (sign === ")" && (open -= 1) === 0) return parts.join("");
      else if (sign !== "(") parts.push(sign);
    }
  }

  #readEscape() {
    const octal = /[0-7]{1,3}|\r\n|[^]/y;
    octal.lastIndex = this.at;
    const [found] = octal.exec(this.text) ?? [""];
    this.at += found.length;
    if (/^[0-7]/.test(found)) return String.fromCharCode(parseInt(found, 8) & 255);
    return /^[\r\n]/.test(found) ? "" : (ESCAPES[found] ?? found);
  }
}
