// The directory: one search box, facets with counts, sorting and pages, all kept in the address.

import {
  fill,
  fold,
  highlight,
  home,
  language,
  loadJson,
  loadRegister,
  make,
  readWords,
} from "./register.js";

const PER_PAGE = 30;
const PASSAGES = 3;
const FACETS = ["grade", "status", "region", "industry"];
const SORTS = ["fit", "score", "name", "date"];

const words = readWords();
const form = document.getElementById("directory");
const box = form.elements.namedItem("q");
const results = document.getElementById("results");
const told = document.getElementById("told");
const paging = document.getElementById("paging");
const prose = document.getElementById("prose");

let register = null;
let passages = null;
let state = readState();

function readState() {
  const address = new URLSearchParams(location.search);
  const read = { q: address.get("q") ?? "", page: Number(address.get("page")) || 1 };
  for (const facet of FACETS) read[facet] = address.getAll(facet);
  read.sort = SORTS.includes(address.get("sort")) ? address.get("sort") : "";
  return read;
}

function writeAddress(page = state.page) {
  const address = new URLSearchParams();
  if (state.q.trim()) address.set("q", state.q.trim());
  for (const facet of FACETS) for (const value of state[facet]) address.append(facet, value);
  if (state.sort) address.set("sort", state.sort);
  if (page > 1) address.set("page", page);
  const query = address.toString();
  return location.pathname + (query ? `?${query}` : "");
}

// ---------------------------------------------------------------- choosing

const columnOf = { grade: "grade", status: "status", region: "region", industry: "industry" };
const entriesOf = {
  grade: "grades",
  status: "statuses",
  region: "regions",
  industry: "industries",
};

/** Return the rows that fit the query and every facet, and for each facet the counts. */
function choose(ranks) {
  const { data } = register;
  const wanted = FACETS.map((facet) => {
    const entries = data.dictionaries[entriesOf[facet]];
    const chosen = state[facet].map((id) => entries.findIndex((entry) => entry.id === id));
    return chosen.length ? new Set(chosen) : null;
  });
  const columns = FACETS.map((facet) => data[columnOf[facet]]);
  const counts = FACETS.map((facet) =>
    new Uint32Array(data.dictionaries[entriesOf[facet]].length),
  );
  const rows = [];
  for (let row = 0; row < register.count; row += 1) {
    if (!ranks[row]) continue;
    let misses = 0;
    let missed = -1;
    for (let facet = 0; facet < FACETS.length; facet += 1) {
      if (wanted[facet] && !wanted[facet].has(columns[facet][row])) {
        misses += 1;
        missed = facet;
      }
    }
    // A facet's counts say what one would get by changing that facet alone.
    if (misses === 0) {
      rows.push(row);
      for (let facet = 0; facet < FACETS.length; facet += 1) counts[facet][columns[facet][row]] += 1;
    } else if (misses === 1) counts[missed][columns[missed][row]] += 1;
  }
  return { rows, counts };
}

function sortRows(rows, ranks) {
  const { score, changed } = register.data;
  const names = register.names[language];
  const order = state.sort || (state.q.trim() ? "fit" : "score");
  const byScore = (a, b) => score[b] - score[a] || a - b;
  if (order === "fit") return rows.sort((a, b) => ranks[a] - ranks[b] || byScore(a, b));
  if (order === "date") return rows.sort((a, b) => changed[b] - changed[a] || a - b);
  if (order === "name") {
    const collator = new Intl.Collator(language === "zh" ? "zh-Hans-CN" : "en");
    return rows.sort((a, b) => collator.compare(names[a], names[b]));
  }
  return rows.sort(byScore);
}

// ---------------------------------------------------------------- showing

function showFirm(row) {
  const grade = register.grade(row);
  const status = register.status(register.data.status[row]);
  const code = register.codes[row];
  const name = register.names[language][row];
  const other = language === "zh" ? "en" : "zh";
  const otherName = register.names[other][row];
  const score = register.data.score[row];
  const link = make(
    "a",
    { class: `firm is-${status.id}`, href: new URL(`firms/${code}/`, home).href, "data-firm": code },
    make("span", { class: "firm__name" }, ...highlight(name, state.q)),
    otherName === name
      ? null
      : make(
          "span",
          { class: "firm__other", lang: other === "zh" ? "zh-Hans" : "en" },
          ...highlight(otherName, state.q),
        ),
    make(
      "span",
      { class: "firm__grade" },
      grade.id ? make("span", { class: "stars", "aria-hidden": "true" }, "★".repeat(grade.stars)) : "",
      grade.id ? ` ${grade[language]}` : "",
      score >= 0 ? make("b", {}, (score / 100).toFixed(2)) : "",
    ),
    make("span", { class: "chip" }, status[language]),
    make(
      "span",
      { class: "firm__where" },
      `${register.region(row)[language]} · ${register.industry(row)[language]}`,
    ),
  );
  return make("li", {}, link);
}

function showFacets(counts) {
  FACETS.forEach((facet, at) => {
    const place = form.querySelector(`[data-facet="${facet}"]`);
    const entries = register.data.dictionaries[entriesOf[facet]];
    const listed = entries
      .map((entry, index) => ({ entry, count: counts[at][index] }))
      .filter(({ entry, count }) => count || state[facet].includes(entry.id));
    if (place.tagName === "SELECT") {
      const options = listed.map(({ entry, count }) =>
        make(
          "option",
          { value: entry.id, selected: state[facet].includes(entry.id) },
          `${entry[language]} (${count})`,
        ),
      );
      place.replaceChildren(make("option", { value: "" }, words.all), ...options);
      return;
    }
    // Rebuilding would take the keyboard's place away: keep it on the box that has it.
    const held = document.activeElement?.closest?.(`[data-facet="${facet}"] input`)?.value;
    place.replaceChildren(
      ...listed.map(({ entry, count }) =>
        make(
          "label",
          {},
          make("input", {
            type: "checkbox",
            name: facet,
            value: entry.id,
            checked: state[facet].includes(entry.id),
          }),
          make(
            "span",
            {},
            entry.stars ? make("span", { class: "stars", "aria-hidden": "true" }, "★".repeat(entry.stars)) : "",
            entry.stars ? ` ${entry[language]}` : entry[language],
          ),
          make("small", {}, String(count)),
        ),
      ),
    );
    if (held) place.querySelector(`input[value="${CSS.escape(held)}"]`)?.focus();
  });
}

function showPaging(total) {
  const last = Math.max(1, Math.ceil(total / PER_PAGE));
  const near = [1, state.page - 1, state.page, state.page + 1, last];
  const pages = [...new Set(near)].filter((page) => page >= 1 && page <= last);
  const items = [];
  pages.sort((a, b) => a - b).forEach((page, at) => {
    if (at && page - pages[at - 1] > 1) items.push(make("li", { "aria-hidden": "true" }, "…"));
    items.push(
      make(
        "li",
        {},
        make(
          "a",
          {
            href: writeAddress(page),
            "data-page": page,
            "aria-current": page === state.page ? "page" : null,
            "aria-label": fill(words.page, { page }),
          },
          String(page),
        ),
      ),
    );
  });
  paging.hidden = last === 1;
  paging.replaceChildren(make("ul", {}, ...items));
}

async function showProse() {
  const sought = fold(state.q).trim();
  if (sought.length < 2) {
    prose.hidden = true;
    return;
  }
  try {
    passages ??= await loadJson(`search/pages.${language}.json`);
  } catch {
    passages = [];
  }
  if (sought !== fold(state.q).trim()) return; // The reader has typed on meanwhile.
  const found = passages
    .map((passage) => ({
      passage,
      heading: fold(passage.heading || passage.title).includes(sought),
      at: fold(passage.text).indexOf(sought),
    }))
    .filter(({ heading, at }) => heading || at >= 0)
    .sort((a, b) => Number(b.heading) - Number(a.heading))
    .slice(0, PASSAGES);
  prose.hidden = found.length === 0;
  prose.querySelector("ul").replaceChildren(
    ...found.map(({ passage, at }) => {
      const from = Math.max(0, at - 24);
      const piece = passage.text.slice(from, from + 90);
      const said = `${from ? "…" : ""}${piece}${passage.text.length > from + 90 ? "…" : ""}`;
      const title = passage.heading ? `${passage.title} › ${passage.heading}` : passage.title;
      return make(
        "li",
        {},
        make("a", { href: new URL(passage.url, home).href }, ...highlight(title, state.q)),
        make("p", {}, ...highlight(said, state.q)),
      );
    }),
  );
}

function show() {
  const ranks = register.rank(state.q);
  const { rows, counts } = choose(ranks);
  sortRows(rows, ranks);
  const last = Math.max(1, Math.ceil(rows.length / PER_PAGE));
  state.page = Math.min(Math.max(1, state.page), last);
  const from = (state.page - 1) * PER_PAGE;
  results.replaceChildren(...rows.slice(from, from + PER_PAGE).map(showFirm));
  const values = { count: rows.length, query: state.q.trim(), page: state.page, pages: last };
  const sentence =
    rows.length === 0 ? "nothing" : rows.length === 1 ? "one" : last > 1 ? "found_pages" : "found";
  told.textContent = fill(words[sentence], values);
  document.getElementById("nothing").hidden = rows.length > 0;
  showFacets(counts);
  showPaging(rows.length);
  const chosen = FACETS.some((facet) => state[facet].length);
  document.getElementById("clear").hidden = !chosen && !state.q;
  form.elements.namedItem("sort").value = state.sort || (state.q.trim() ? "fit" : "score");
  results.dataset.query = state.q.trim();
  showProse();
}

// ---------------------------------------------------------------- listening

function readForm() {
  const read = new FormData(form);
  state.q = box.value;
  for (const facet of FACETS) state[facet] = read.getAll(facet).filter(Boolean);
  state.page = 1;
}

let typing = 0;
box.addEventListener("input", (event) => {
  if (event.isComposing) return; // Half a Chinese word is not a question.
  clearTimeout(typing);
  typing = setTimeout(() => {
    readForm();
    history.replaceState(null, "", writeAddress());
    show();
  }, 80);
});
box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  readForm();
  history.pushState(null, "", writeAddress());
  show();
});

form.addEventListener("change", (event) => {
  if (event.target === box) return;
  readForm();
  if (event.target.name === "sort") state.sort = event.target.value;
  history.pushState(null, "", writeAddress());
  show();
});

document.getElementById("clear").addEventListener("click", () => {
  state = { q: "", page: 1, sort: state.sort, grade: [], status: [], region: [], industry: [] };
  box.value = "";
  history.pushState(null, "", writeAddress());
  show();
  box.focus();
});

paging.addEventListener("click", (event) => {
  const link = event.target.closest("[data-page]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.page = Number(link.dataset.page);
  history.pushState(null, "", writeAddress());
  show();
  told.focus();
  told.scrollIntoView({ block: "center" });
});

addEventListener("popstate", () => {
  state = readState();
  box.value = state.q;
  if (register) show();
});

box.value = state.q;
try {
  register = await loadRegister();
  form.classList.add("ready");
  if (box.value !== state.q) readForm(); // Typed while the index was on its way.
  show();
} catch (error) {
  told.textContent = words.failed;
  document.getElementById("failed").hidden = false;
  console.warn(error);
}
