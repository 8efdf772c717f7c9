// The map and its list: coloured by one view, narrowed by filters; what is chosen stands in the address.
"use strict";

const form = document.getElementById("filters");
const tiles = [...document.querySelectorAll(".tiles a")];
const COUNTS = ["met", "not_met", "cannot_tell", "not_applicable"];

/** What is chosen: the address wins, then what the page began with. */
function chosen() {
  const said = asked();
  const known = [...form.elements.by.options].some((option) => option.value === said.get("by"));
  return {
    by: known ? said.get("by") : form.elements.by.options[[...form.elements.by.options].findIndex((o) => o.defaultSelected)].value,
    region: said.get("region") ?? "", type: said.get("type") ?? "", name: said.get("name") ?? "",
    state: said.get("state") ?? "", has: said.get("has") ?? "", until: said.get("until") ?? "",
  };
}

function address(choice) {
  const kept = Object.entries(choice).filter(([, value]) => value);
  return `#${new URLSearchParams(kept)}`;
}

/** Whether a council is of the region, type and name asked for. */
function isAmong(slug, { region, type, name }) {
  const [called, kind, where] = CLEARDAYS.names.councils[slug];
  return (!region || where === region) && (!type || kind === type) && called.toLowerCase().includes(name.toLowerCase());
}

/** Whether its state is the one asked for. `has`: it has such results; `until`: considered by that day. */
function isOf(said, kind, { state, has, until }) {
  if (state && said[0] !== state) return false;
  if (has && !(kind === "rule" && said[1 + COUNTS.indexOf(has)] > 0)) return false;
  return !until || (kind === "coverage" && said[2] && said[2] <= until);
}

async function show() {
  const choice = chosen();
  const view = await bundle(choice.by, `views/${choice.by}.js`);
  for (const [key, value] of Object.entries(choice)) {
    if (form.elements[key] && document.activeElement !== form.elements[key]) form.elements[key].value = value;
  }
  const among = Object.keys(CLEARDAYS.names.councils).filter((slug) => isAmong(slug, choice));
  const listed = among.filter((slug) => isOf(view.states[slug], view.kind, choice));
  colour(view, new Set(listed));
  legend(view, among, choice);
  list(view, listed, choice);
  const narrowed = choice.region || choice.type || choice.name || choice.state || choice.has || choice.until;
  document.getElementById("status").replaceChildren(...(narrowed ? [
    `${listed.length} of ${tiles.length} councils`,
    choice.state ? `: ${CLEARDAYS.names.states[view.kind][choice.state]?.[2] ?? plain(choice.state)}` : "",
    choice.has ? ` with results “${plain(choice.has).toLowerCase()}”` : "", choice.until ? ` by ${choice.until}` : "", ". ",
    el("a", { href: address({ by: choice.by }) }, "Show all"),
  ] : []));
}

function colour(view, listed) {
  for (const tile of tiles) {
    const slug = tile.dataset.slug;
    const [mark, look, words] = CLEARDAYS.names.states[view.kind][view.states[slug][0]];
    tile.querySelector("use").setAttribute("fill", `url(#fill-${look})`);
    const text = tile.querySelector("text");
    text.setAttribute("class", look);
    text.textContent = mark;
    tile.setAttribute("aria-label", `${CLEARDAYS.names.councils[slug][0]}: ${words}`);
    tile.classList.toggle("is-out", !listed.has(slug));
  }
}

function legend(view, among, choice) {
  document.getElementById("view-title").textContent = view.title;
  const count = {};
  for (const slug of among) count[view.states[slug][0]] = (count[view.states[slug][0]] ?? 0) + 1;
  const lines = Object.entries(CLEARDAYS.names.states[view.kind]).map(([state, [, , words, means]]) => {
    const many = count[state] ?? 0;
    const to = address({ ...choice, state, has: "", until: "" });
    const number = el("a", { href: to, "aria-label": `${many} councils: ${words}`, "aria-current": choice.state === state ? "true" : null }, String(many));
    return el("li", {}, badge(view.kind, state), number, el("small", {}, means));
  });
  document.getElementById("legend").replaceChildren(...lines);
}

function list(view, listed, choice) {
  const key = choice.by.split(".").slice(1).join(".");
  const columns = {
    coverage: ["Council", "State", "Papers", "Before members"],
    rule: ["Council", "State", "Met", "Not met", "Cannot tell", "Not applicable"],
    answer: ["Council", "State", "Answer"],
  }[view.kind];
  const rows = listed.map((slug) => {
    const page = `council/${slug}.html`;
    const [name] = CLEARDAYS.names.councils[slug];
    return [el("a", { href: page }, name), badge(view.kind, view.states[slug][0]), ...cells(view, slug, key, page)];
  });
  document.getElementById("list").replaceChildren(
    listed.length ? table("Councils", columns, rows) : el("p", {}, "No council is like that."));
}

function cells(view, slug, key, page) {
  const [, ...said] = view.states[slug];
  const name = CLEARDAYS.names.councils[slug][0];
  if (view.kind === "coverage") {
    const [papers, on, by, report] = said;
    return [
      papers ? el("a", { href: `${page}#topic=${key}`, "aria-label": `${name}: ${papers} papers` }, String(papers)) : "0",
      on ? el("a", { href: `${page}#report=${report}`, "aria-label": `${name}: ${on}, ${plain(by)}` }, on) : "",
    ];
  }
  if (view.kind === "rule") {
    return COUNTS.map((status, at) => said[at]
      ? el("a", { href: `${page}#rule=${key}&status=${status}`, "aria-label": `${name}, ${plain(status)}: ${said[at]}` }, String(said[at])) : "0");
  }
  const [answer, report] = said;
  return [report ? el("a", { href: `${page}#report=${report}`, "aria-label": `${name}: ${plain(answer ?? "the paper")}` }, plain(answer ?? "the paper")) : plain(answer ?? "")];
}

/** One stop of the keyboard for all tiles; arrows go to the nearest in their direction. */
function walk() {
  const middle = (tile) => {
    const box = tile.querySelector("use").getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const stop = (tile) => tiles.forEach((other) => other.setAttribute("tabindex", other === tile ? "0" : "-1"));
  const tell = (tile) => { document.getElementById("tip").textContent = tile.getAttribute("aria-label"); };
  stop(tiles[0]);
  for (const tile of tiles) {
    tile.addEventListener("mouseenter", () => tell(tile));
    tile.addEventListener("focus", () => { stop(tile); tell(tile); });
    tile.addEventListener("keydown", (event) => {
      if (!(event.key in arrows)) return;
      event.preventDefault();
      const [right, down] = arrows[event.key];
      const [x, y] = middle(tile);
      const far = (other) => {
        const [dx, dy] = [middle(other)[0] - x, middle(other)[1] - y];
        const ahead = dx * right + dy * down;
        return ahead > 1 ? ahead + 2 * Math.abs(dx * down + dy * right) : Infinity;
      };
      const next = tiles.reduce((best, other) => (far(other) < far(best) ? other : best), tile);
      next.focus();
    });
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const { elements } = form;
  const choice = { by: elements.by.value, region: elements.region.value, type: elements.type.value, name: elements.name.value };
  const kept = event.target.name === "by" ? {} : { state: asked().get("state") ?? "", has: asked().get("has") ?? "" };
  history.replaceState(null, "", address({ ...choice, ...kept }));
  show();
});
addEventListener("hashchange", show);
if (tiles.length) walk();
show();
