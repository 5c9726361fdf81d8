// A question → its answer: a file's bytes or a number as somebody gave it, asked of the site that
// this page belongs to. Mirrors generator/verification/inquiry.py. A file never leaves the page:
// all that is asked of the site is GETs of public files, by the certificate's number.

import { readEvidence } from "./evidence.js";
import { readShortCode } from "./ledger.js";
import { compactNumber, judgeForm, writeNumber } from "./numbers.js";
import { NoAnswer, lookUp, openSite } from "./published.js";
import { judge, judgeNumber } from "./judge.js";

export class Inquiry {
  #read;
  #site = null;
  #registers = new Map();

  /** `read` is of `readFrom`. */
  constructor(read) {
    this.#read = read;
  }

  /** Ask for what every check needs, so that a file can be judged later without a connection. */
  async prepare() {
    try {
      this.#site = await openSite(this.#read);
    } catch {
      // It is asked again when there is something to check.
    }
  }

  /** Judge the bytes of a file on a day; returns {verdict, evidence, told}. */
  async judgeFile(pdf, day) {
    const evidence = await readEvidence(pdf);
    const spoilt = evidence.refusal !== null && evidence.refusal !== "not_signed";
    const number = evidence.attached?.paper?.number ?? null;
    let { site, register, trouble } = await this.#ask(spoilt ? null : number);
    let verdict = await judge(evidence, site?.trust ?? null, register, day);
    const { outcome } = verdict;
    // A site that says what cannot be is believed in nothing. What the file alone says stands.
    const open = outcome === "cannot_check" || outcome.startsWith("genuine_");
    if (trouble && open && !(site && trouble instanceof NoAnswer)) {
      const { checked, failed, unchecked } = verdict;
      const nothing = { terms: {}, paper: null, facts: null, status: null };
      const detail = String(trouble);
      verdict = { outcome: "cannot_check", case: "site", checked, failed, unchecked, ...nothing, detail };
    }
    return { verdict, evidence, told: register?.told ?? null };
  }

  /** Judge a number, and the code of a paper (null: none), as somebody gave them. */
  async judgeNumber(text, code, day) {
    const flaw = judgeForm(text, code);
    if (flaw) return { verdict: flaw, evidence: null, told: null };
    const number = writeNumber(compactNumber(text));
    const { register, trouble } = await this.#ask(number);
    if (!register) {
      const known = { checked: ["number"], failed: [], unchecked: ["status"], terms: {} };
      const verdict = { outcome: "cannot_check", case: "site", ...known, detail: String(trouble) };
      return { verdict, evidence: null, told: null };
    }
    const asked = { number, code: code === null ? null : readShortCode(code) };
    return { verdict: await judgeNumber(register, day, asked), evidence: null, told: register.told };
  }

  /**
   * Return {site, register, trouble}: the site as it is now, or as this page last read it.
   *
   * What was read at different times is not put together: the proofs would not fit.
   */
  async #ask(number) {
    try {
      const site = await openSite(this.#read);
      this.#site = site;
      if (number === null) return { site, register: null, trouble: null };
      const register = await lookUp(this.#read, site, number);
      this.#registers.set(number, register);
      return { site, register, trouble: null };
    } catch (trouble) {
      if (!(trouble instanceof NoAnswer)) return { site: null, register: null, trouble };
      const register = this.#registers.get(number) ?? null;
      return { site: this.#site, register, trouble: register ? null : trouble };
    }
  }
}
