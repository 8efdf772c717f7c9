// What scripts of several pages share. Text from papers goes into the page as text only: nothing here writes HTML.
"use strict";

const CLEARDAYS = (self.CLEARDAYS ??= {});

/** An element with attributes and children; a child that is no node becomes text, one that is null nothing. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value);
  made.append(...children.flat().filter((child) => child != null));
  return made;
}

/** A link, or only its words where the address is not one of the web. */
function outside(url, words, attributes = {}) {
  return /^https?:\/\//i.test(url ?? "")
    ? el("a", { href: url, rel: "noopener noreferrer", ...attributes }, words)
    : el("span", {}, words);
}

/** A name of the tables in words: `background_papers` is Background papers. */
function plain(name) {
  const words = String(name ?? "").replace(/[_/]/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A state with its mark and its look; its words are for everybody. */
function badge(kind, state) {
  const [mark, look, words] = CLEARDAYS.names.states[kind][state] ?? ["", "off", plain(state)];
  return el("span", { class: `state ${look}` }, el("span", { class: "mark", "aria-hidden": "true" }, mark), words);
}

/** What stands after # in the address: `#by=topic.x&region=London`. */
function asked() {
  return new URLSearchParams(location.hash.slice(1));
}

/** A bundle by its key, loaded from a script where it is not there yet; pages opened as files can load nothing else. */
function bundle(key, source) {
  if (key in CLEARDAYS) return Promise.resolve(CLEARDAYS[key]);
  return new Promise((done, failed) => {
    const script = el("script", { src: source });
    script.onload = () => done(CLEARDAYS[key]);
    script.onerror = () => failed(new Error(`${source} cannot be loaded; is the site complete?`));
    document.head.append(script);
  });
}

/** A table; `rows` hold nodes or words, the first of each being its head. */
function table(label, columns, rows) {
  const head = el("thead", {}, el("tr", {}, columns.map((words) => el("th", { scope: "col" }, words))));
  const lines = rows.map(([first, ...others]) =>
    el("tr", {}, el("th", { scope: "row" }, first), others.map((cell) => el("td", {}, cell))));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el("table", {}, head, el("tbody", {}, lines)));
}
