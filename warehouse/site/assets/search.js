// Search over titles and recommendations: of the index only the pieces of the words asked for are loaded.
"use strict";

const index = CLEARDAYS.index;
const SHOWN = 50;
const form = document.getElementById("search");

/** Numbers of the reports in which a word, or one that it begins, stands. */
async function reportsWith(word) {
  const piece = word.slice(0, 2);
  if (!index.pieces.includes(piece)) return new Set();
  const words = await bundle(`words.${piece}`, `search/words/${piece}.js`);
  const found = new Set();
  for (const [known, steps] of Object.entries(words)) {
    if (!known.startsWith(word)) continue;
    let number = 0;
    for (const step of steps) found.add(number += step);
  }
  return found;
}

async function reportAt(number) {
  const piece = Math.floor(number / index.piece);
  const reports = await bundle(`reports.${piece}`, `search/reports/${piece}.js`);
  return reports[number % index.piece];
}

async function find() {
  const status = document.getElementById("status");
  const list = document.getElementById("found");
  const said = asked().get("words") ?? "";
  form.elements.words.value = said;
  const words = said.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").match(/[a-z0-9]{2,}/g) ?? [];
  list.replaceChildren();
  status.textContent = said && !words.length ? "A word has two letters or more." : "";
  if (!words.length) return;
  const [first, ...others] = await Promise.all(words.map(reportsWith));
  const numbers = [...first].filter((number) => others.every((found) => found.has(number))).sort((a, b) => a - b);
  const shown = await Promise.all(numbers.slice(0, SHOWN).map(reportAt));
  status.textContent = `${numbers.length} of ${index.reports} papers${numbers.length > SHOWN ? `; the newest ${SHOWN} are shown` : ""}`;
  list.replaceChildren(...shown.map(([slug, id, title, body, met, kind]) => el("li", {},
    el("a", { href: `council/${slug}.html#report=${id}` }, title ?? "Without a title"),
    el("p", { class: "soft" }, [CLEARDAYS.names.councils[slug][0], plain(kind), body, met].filter(Boolean).join(" · ")))));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = new URLSearchParams({ words: form.elements.words.value });
});
addEventListener("hashchange", find);
find();
