// A council's page: its papers, the rows behind each number, and one report at a time, all from its bundle.
"use strict";

const council = CLEARDAYS.council;
const reports = new Map(council.reports.map((report) => [report.id, report]));

/** A list of papers, each a link to what was read of it. */
function papersOf(found, more = () => null) {
  return el("ul", { class: "papers" }, found.map((report) => el("li", {},
    el("a", { href: `#report=${report.id}` }, report.title ?? "Without a title"),
    el("p", {}, [plain(report.kind), report.body, report.met].filter(Boolean).join(" · ")), more(report))));
}

function papers() {
  const place = document.getElementById("papers");
  if (!council.reports.length) return;
  const kinds = [...new Set(council.reports.map((report) => report.kind))].sort();
  const kind = el("select", { name: "kind" }, el("option", { value: "" }, "All"), kinds.map((k) => el("option", { value: k }, plain(k))));
  const words = el("input", { name: "words", type: "search", autocomplete: "off" });
  const shown = el("div", {});
  const told = el("p", { role: "status", class: "soft" });
  const fill = () => {
    const found = council.reports.filter((report) => (!kind.value || report.kind === kind.value)
      && (report.title ?? "").toLowerCase().includes(words.value.toLowerCase()));
    told.textContent = `${found.length} of ${council.reports.length} papers`;
    shown.replaceChildren(papersOf(found));
  };
  const form = el("form", { class: "filters", "aria-label": "Which papers" },
    el("label", {}, "Words of the title", words), el("label", {}, "Kind", kind));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", fill);
  place.replaceChildren(form, told, shown);
  fill();
}

/** The rows behind a number: its title and what to show. */
function rowsOf(said) {
  if (said.has("topic")) {
    const found = council.reports.filter((report) => report.topics.some(([topic]) => topic === said.get("topic")));
    return [`Papers on ${council.topics[said.get("topic")] ?? said.get("topic")}`, papersOf(found), found.length];
  }
  if (said.has("timely")) {
    const found = council.reports.filter((report) => report.due[0] === said.get("timely"));
    const days = ({ due: [, working, calendar] }) => el("p", {}, working == null ? "days not known" : `${working} clear working days, ${calendar} calendar days`);
    return [`Reports: ${CLEARDAYS.names.states.timeliness[said.get("timely")]?.[2] ?? ""}`, papersOf(found, days), found.length];
  }
  if (said.has("rule")) {
    const found = council.results.filter(([rule, status]) => rule === said.get("rule") && status === said.get("status"));
    return [`${said.get("rule")} ${council.rules[said.get("rule")] ?? ""}`, results(found), found.length];
  }
  const found = council.outcomes.filter(([stage, outcome]) => stage === said.get("stage") && outcome === said.get("outcome"));
  const line = ([, , at, url, detail, since, until]) => [
    at.replace("T", " "), url ? outside(url, url) : "", [detail, since ? `meetings ${since} to ${until}` : null].filter(Boolean).join("; ")];
  return [`${plain(said.get("stage"))}: ${plain(said.get("outcome")).toLowerCase()}`, table("Attempts", ["When, UTC", "Address", "What it said"], found.map(line)), found.length];
}

function results(found) {
  return table("Results", ["About", "Status", "Why", "Amount"], found.map(([, status, qualifier, amount, report, decision]) => {
    const about = decision ?? reports.get(report)?.title ?? council.name;
    return [reports.has(report) ? el("a", { href: `#report=${report}` }, about) : about, badge("rule", status), plain(qualifier), amount == null ? "" : String(amount)];
  }));
}

/** Show what the address asks for: a report, the rows behind a number, or all of the council. */
function show() {
  const said = asked();
  const [one, rows, overview] = ["report", "chosen", "overview"].map((id) => document.getElementById(id));
  const report = reports.get(said.get("report"));
  const isRows = ["topic", "timely", "rule", "stage"].some((key) => said.has(key));
  one.hidden = !report;
  rows.hidden = !isRows && !(said.has("report") && !report);
  overview.hidden = Boolean(report) || isRows;
  if (report) {
    one.replaceChildren(...reportView(report, council));
    document.title = `${report.title ?? "A paper"} – ${council.name} – cleardays`;
    begin(one);
  } else if (isRows) {
    const [title, found, many] = rowsOf(said);
    rows.replaceChildren(el("h1", { tabindex: "-1" }, title), el("p", {}, `${many} ${many === 1 ? "row" : "rows"} of ${council.name}. `,
      el("a", { href: "#overview" }, "All of the council")), found);
    begin(rows);
  } else if (said.has("report")) {
    rows.replaceChildren(el("p", {}, "This release has no such report of this council; it may have been replaced or taken back."));
  } else {
    document.title = `${council.name} – cleardays`;
  }
}

/** A new view begins at its heading, for eyes and for screen readers. */
function begin(view) {
  const heading = view.querySelector("h1");
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

document.getElementById("back").addEventListener("click", (event) => {
  event.preventDefault();
  location.hash = "overview";
});
addEventListener("hashchange", show);
papers();
timelinessPlot(document.getElementById("timeliness-plot"), council.reports);
show();
