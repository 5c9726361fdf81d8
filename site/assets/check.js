// The page "check a certificate": a number typed, pasted or scanned, or a PDF dropped on it. All is
// checked here in the browser; what is asked of the site are public files, and a file never leaves
// this page.

import { showVerdict } from "./checking/answer.js";
import { hasCamera, readCodes, readsCodes, watchCamera } from "./checking/codes.js";
import { Inquiry } from "./checking/inquiry.js";
import { findNumber } from "./checking/numbers.js";
import { readFrom } from "./checking/published.js";
import { LARGEST } from "./checking/signature.js";
import { fill, make, readWords } from "./register.js";
import { today } from "./standing.js";

const root = new URL("../../", import.meta.url);
const words = readWords();
const form = document.getElementById("check");
const box = form.elements.namedItem("n");
const codeBox = form.elements.namedItem("c");
const drop = document.getElementById("drop");
const chooser = document.getElementById("file");
const scan = document.getElementById("scan");
const camera = document.getElementById("camera");
const answer = document.getElementById("answer");

const LONGEST_TOLD = 60;
const MEGABYTE = 1024 * 1024;
const inquiry = new Inquiry(readFrom(root));
const able = Boolean(globalThis.crypto?.subtle && globalThis.DecompressionStream);

// ---------------------------------------------------------------- answering

let asked = 0;

/** Run a check and show its answer, unless another was asked for meanwhile. */
async function check(run) {
  asked += 1;
  const mine = asked;
  answer.className = "answer answer--busy";
  delete answer.dataset.outcome;
  answer.setAttribute("aria-busy", "true");
  answer.replaceChildren(make("p", {}, words.titles.busy));
  answer.hidden = false;
  let told;
  try {
    told = able ? await run() : refuse("cannot_check", words.titles.unable);
  } catch (error) {
    told = refuse("cannot_check");
    told.verdict.detail = String(error);
  }
  if (mine === asked) show(told);
}

/** Return an answer that nothing was looked at for. */
function refuse(outcome, sentence = null, terms = {}) {
  const verdict = { outcome, case: "", terms, checked: [], failed: [], unchecked: [], detail: "" };
  return { verdict: { ...verdict, paper: null, facts: null, status: null }, sentence };
}

function show(told) {
  const shown = showVerdict(told, words, told.sentence ?? null);
  answer.className = `answer answer--${shown.tone}${shown.status ? ` is-${shown.status}` : ""}`;
  answer.dataset.outcome = told.verdict.outcome;
  answer.dataset.case = told.verdict.case;
  answer.removeAttribute("aria-busy");
  answer.replaceChildren(...shown.nodes, ...(told.file ? [make("p", { class: "hint" }, told.file)] : []));
  // On a phone the answer stands below all ways to ask.
  if (answer.getBoundingClientRect().bottom > innerHeight) answer.scrollIntoView();
}

// ---------------------------------------------------------------- numbers

/** Return the host that an address leads to, where it is not this registry's; else null. */
function findStranger(text) {
  if (!/^https?:\/\/\S+$/i.test(text.trim())) return null;
  try {
    const { host } = new URL(text.trim());
    return [root.host, new URL(words.address, root).host].includes(host) ? null : host;
  } catch {
    return null;
  }
}

function askNumber(text, code) {
  return check(async () => {
    const host = findStranger(text);
    if (host !== null) {
      return refuse("other_registry", fill(words.titles.stranger, { host, address: words.address }));
    }
    const number = findNumber(text);
    const told = await inquiry.judgeNumber(number, code || null, today());
    if (String(told.verdict.terms.number ?? "").length > LONGEST_TOLD) {
      told.verdict.terms.number = `${number.slice(0, LONGEST_TOLD)}…`;
    }
    return told;
  });
}

function askTyped() {
  const [text, code] = [box.value.trim(), codeBox.value.trim()];
  if (!text) {
    asked += 1;
    answer.hidden = true;
    box.focus();
    return;
  }
  const address = new URLSearchParams({ n: text, ...(code ? { c: code } : {}) });
  history.replaceState(null, "", `?${address}`);
  askNumber(text, code);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  askTyped();
});

// ---------------------------------------------------------------- files

function askFiles(files) {
  if (files.length === 0) return;
  check(async () => {
    if (files.length > 1) return refuse("cannot_check", words.titles.one_file);
    const [file] = files;
    if (file.type.startsWith("image/")) return askPicture(file);
    if (file.size > LARGEST) {
      const size = Math.round(file.size / MEGABYTE);
      return refuse("not_a_certificate", fill(words.titles.too_large, { size }));
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const told = await inquiry.judgeFile(bytes, today());
    return { ...told, file: fill(words.titles.file, { file: file.name }) };
  });
}

/** Answer for the code on a photo. */
async function askPicture(file) {
  if (!(await readsCodes())) return refuse("cannot_check", words.titles.no_reader);
  return followCodes(await readCodes(file));
}

/** Put what a code says where it can be read, and answer it. */
async function followCodes(texts) {
  const [text] = texts;
  if (text === undefined) return refuse("cannot_check", words.titles.no_code);
  if (texts.some((one) => one !== text)) return refuse("cannot_check", words.titles.many_codes);
  const host = findStranger(text);
  if (host !== null) {
    return refuse("other_registry", fill(words.titles.stranger, { host, address: words.address }));
  }
  box.value = findNumber(text);
  return inquiry.judgeNumber(box.value, codeBox.value.trim() || null, today());
}

chooser.addEventListener("change", () => {
  askFiles([...chooser.files]);
  chooser.value = ""; // So that the same file can be chosen again.
});

// A file dropped beside the field must not replace the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
addEventListener("dragover", (event) => {
  const over = event.target instanceof Element && event.target.closest("#drop") !== null;
  drop.classList.toggle("drop--over", over);
});
addEventListener("drop", (event) => {
  drop.classList.remove("drop--over");
  askFiles([...event.dataTransfer.files]);
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("drop--over");
});

// ---------------------------------------------------------------- camera

let watching = null;

async function askCamera() {
  watching = new AbortController();
  const { signal } = watching;
  camera.hidden = false;
  scan.hidden = true;
  try {
    const texts = await watchCamera(camera.querySelector("video"), signal);
    if (texts.length > 0) check(() => followCodes(texts));
  } catch {
    check(async () => refuse("cannot_check", words.titles.no_camera));
  } finally {
    camera.hidden = true;
    scan.hidden = false;
    scan.focus();
  }
}

scan.addEventListener("click", askCamera);
camera.querySelector("button").addEventListener("click", () => watching?.abort());

async function offerCodes() {
  const reads = await readsCodes();
  scan.hidden = !(reads && hasCamera());
  document.getElementById("no-scan").hidden = !scan.hidden;
  chooser.accept = reads ? "application/pdf,.pdf,image/*" : "application/pdf,.pdf";
  document.getElementById("or-photo").hidden = !reads;
}

// ---------------------------------------------------------------- beginning

offerCodes();
const address = new URLSearchParams(location.search);
if (address.get("n")) {
  box.value = address.get("n");
  codeBox.value = address.get("c") ?? "";
  askTyped();
} else if (able) {
  inquiry.prepare();
}
