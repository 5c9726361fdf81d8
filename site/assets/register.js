// The search index in the browser: search/firms.json, one string per column of words, one array
// per column of small numbers. A search is a scan of whole columns; no index of words is needed,
// so any fragment of a name is found.

import { holds, standingOn, today } from "./standing.js";

const root = new URL("../../", import.meta.url);

export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
export const home = new URL(language === "zh" ? "." : "en/", root);

/** Fold what readers do not tell apart: full and half width, upper and lower case. */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** Fold a code or a number: spaces and hyphens do not count either. */
export function compact(text) {
  return fold(text).replace(/[\s\-‐-―−_./]/g, "");
}

export async function loadJson(path) {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export async function loadRegister() {
  return new Register(await loadJson("search/firms.json"));
}

/** A column of words: one long string, and where each row begins in it. */
class Column {
  constructor(text, rows) {
    this.text = text;
    this.starts = new Uint32Array(rows + 1);
    let at = 0;
    for (let row = 1; row < rows; row += 1) {
      at = text.indexOf("\n", at) + 1;
      this.starts[row] = at;
    }
    this.starts[rows] = text.length + 1;
  }

  rowAt(offset) {
    let low = 0;
    let high = this.starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Call `each(row, offset in the whole text, offset in the row)` for the rows with `needle`. */
  scan(needle, each) {
    let at = this.text.indexOf(needle);
    while (at >= 0) {
      const row = this.rowAt(at);
      const taken = each(row, at, at - this.starts[row]);
      // A refused hit leaves the rest of its row to be looked at.
      at = this.text.indexOf(needle, taken === false ? at + 1 : this.starts[row + 1]);
    }
  }
}

/** How well a row fits, the lower the better; 0: not at all. */
export const BEGINS = 1;
const CONTAINS = 2;
const NUMBER = 3;
const SOUND = 4;
const SCATTERED = 5;

export class Register {
  constructor(data) {
    this.data = data;
    this.count = data.count;
    this.names = { zh: data.names.zh.split("\n"), en: data.names.en.split("\n") };
    this.codes = data.codes.split("\n");
    this.certificates = data.certificates.split("\n");
    const column = (text) => new Column(text, this.count);
    this.columns = {
      zh: column(fold(data.names.zh)),
      en: column(fold(data.names.en)),
      codes: column(data.codes.toLowerCase()),
      certificates: column(data.certificates.replace(/-/g, "").toLowerCase()),
      pinyin: column(data.pinyin.toLowerCase()),
      initials: column(data.pinyin.replace(/[^A-Z0-9\n]/g, "").toLowerCase()),
    };
    this.pinyin = data.pinyin;
    this.former = data.former.map(([row, number]) => ({ row, key: compact(number) }));
    this.#letTimePass(daysOf(today()));
  }

  /** Give every certificate the status of the visitor's day, though nobody built the site anew. */
  #letTimePass(day) {
    const { dictionaries, status, until, due, grade, score } = this.data;
    const at = new Map(dictionaries.statuses.map((entry, index) => [entry.id, index]));
    const now = (index, validTo, by) => {
      const { id } = dictionaries.statuses[index];
      return at.get(standingOn(day, { status: id, validTo, surveillanceBy: by, lapses: by }));
    };
    for (let row = 0; row < this.count; row += 1) {
      if (day <= until[row] && (!due[row] || day < due[row])) continue;
      const later = now(status[row], until[row], due[row]);
      if (later === status[row]) continue;
      status[row] = later;
      if (holds(dictionaries.statuses[later].id)) continue;
      grade[row] = 0;
      score[row] = -1;
    }
  }

  /** Return the rank of every row for a query. */
  rank(query) {
    const ranks = new Uint8Array(this.count);
    const words = fold(query).trim().split(/\s+/).filter(Boolean);
    if (words.length === 0) return ranks.fill(BEGINS);
    this.#rankPhrase(words.join(" "), ranks);
    if (words.length > 1) {
      const all = words.map((word) => {
        const some = new Uint8Array(this.count);
        this.#rankPhrase(word, some);
        return some;
      });
      for (let row = 0; row < this.count; row += 1) {
        if (!ranks[row] && all.every((some) => some[row])) ranks[row] = SCATTERED;
      }
    }
    return ranks;
  }

  #rankPhrase(phrase, ranks) {
    const better = (row, rank) => {
      if (!ranks[row] || rank < ranks[row]) ranks[row] = rank;
    };
    for (const spoken of ["zh", "en"]) {
      this.columns[spoken].scan(phrase, (row, _, within) =>
        better(row, within === 0 ? BEGINS : CONTAINS),
      );
    }
    const number = compact(phrase);
    if (!number) return;
    this.columns.codes.scan(number, (row) => better(row, NUMBER));
    this.columns.certificates.scan(number, (row) => better(row, NUMBER));
    for (const old of this.former) if (old.key.includes(number)) better(old.row, NUMBER);
    const sound = number.replaceAll("ü", "v");
    if (!/^[a-z0-9]+$/.test(sound)) return;
    this.columns.initials.scan(sound, (row) => better(row, SOUND));
    // Pinyin is stored with a capital at each syllable: a sound begins where a syllable does.
    this.columns.pinyin.scan(sound, (row, at) =>
      /[A-Z0-9]/.test(this.pinyin[at]) ? better(row, SOUND) : false,
    );
  }

  grade(row) {
    return this.data.dictionaries.grades[this.data.grade[row]];
  }

  status(index) {
    return this.data.dictionaries.statuses[index];
  }

  region(row) {
    return this.data.dictionaries.regions[this.data.region[row]];
  }

  industry(row) {
    return this.data.dictionaries.industries[this.data.industry[row]];
  }
}

/** Return a day as days since 1970-01-01. */
function daysOf(day) {
  return Date.parse(`${day}T00:00:00Z`) / 86400000;
}

/** Return the words that the page's template left for the scripts. */
export function readWords() {
  return JSON.parse(document.getElementById("words").textContent);
}

/** Fill `{name}` in a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Make an element: make("p", {class: "x"}, "text", child…). */
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...inside.filter((part) => part != null && part !== ""));
  return element;
}

/** Return the text with every place of `needle` in <mark>, as nodes. */
export function highlight(text, needle) {
  const folded = fold(text);
  const sought = fold(needle).trim().replace(/\s+/g, " ");
  // Where folding changes lengths, the places no longer fit: show the words as they are.
  if (!sought || folded.length !== text.length) return [text];
  const parts = [];
  let from = 0;
  for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, from)) {
    parts.push(text.slice(from, at), make("mark", {}, text.slice(at, at + sought.length)));
    from = at + sought.length;
  }
  parts.push(text.slice(from));
  return parts;
}
