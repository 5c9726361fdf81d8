// Every page: light and dark, groups that open together, contents that fold on a phone, print;
// what time has brought to a certificate since the page was made.

import { tellStandings } from "./standing.js";

tellStandings();
// A page that is left open overnight, or come back to.
addEventListener("pageshow", tellStandings);
document.addEventListener("visibilitychange", tellStandings);

const scheme = document.querySelector("[data-scheme-toggle]");
if (scheme) {
  const page = document.documentElement;
  const dark = () =>
    page.dataset.scheme
      ? page.dataset.scheme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  const tell = () => scheme.setAttribute("aria-pressed", String(dark()));
  scheme.hidden = false;
  tell();
  scheme.addEventListener("click", () => {
    page.dataset.scheme = dark() ? "light" : "dark";
    tell();
    try {
      localStorage.setItem("scheme", page.dataset.scheme);
    } catch {
      // A browser that keeps nothing still shows what was chosen on this page.
    }
  });
}

for (const button of document.querySelectorAll("[data-open-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const groups = document.querySelectorAll(`${button.dataset.openAll} details`);
    const open = [...groups].some((group) => !group.open);
    for (const group of groups) group.open = open;
  });
}

// A link to a criterion or a piece of evidence opens the group that holds it.
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();

// On a phone the contents of a long page and the filters of the directory begin folded.
const narrow = matchMedia("(max-width: 60rem)");
for (const fold of document.querySelectorAll("[data-fold]")) {
  const settle = () => {
    fold.open = !narrow.matches;
  };
  settle();
  narrow.addEventListener("change", settle);
  fold.addEventListener("click", (event) => {
    if (narrow.matches && event.target.closest("a")) fold.open = false;
  });
}

// Paper cannot be unfolded.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const group of folded) group.open = true;
});
addEventListener("afterprint", () => {
  for (const group of folded) group.open = false;
});
