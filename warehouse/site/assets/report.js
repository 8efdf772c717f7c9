// One report: every value beside the words it was read from, with a link to the paper.
"use strict";

const inOrder = new Intl.Collator("en", { numeric: true }).compare;

/** What a reader looks for first; other fields follow in the order of their names. */
const FIRST = ["title", "body", "meeting_date", "purpose", "recommendations_lead_in", "recommendations", "summary", "reasons", "alternatives",
  "implications", "decisions", "report_of", "authors", "portfolio_holders", "lead_officers", "contacts", "key_decision", "exempt", "wards_affected"];
const rank = ([field]) => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length);

/** The address of a paper, at a page of it where a browser can go there. */
function atPage(url, page, media) {
  return url && page && media === "application/pdf" ? `${url.replace(/#.*$/, "")}#page=${page}` : url;
}

/** One value with its quote. */
function valueBesideQuote(report, path, [, , value, quote, page, rule, sure, url]) {
  const name = path.split("/").slice(2).map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : plain(part).toLowerCase())).join(" · ");
  const from = atPage(url ?? report.url, page, report.media);
  const where = page ? `page ${page}` : "the paper";
  return el("div", { class: "value" },
    el("span", { class: "part-name" }, name),
    el("p", {}, value ?? quote),
    el("blockquote", {}, quote, el("footer", {},
      outside(from, where), ` · rule ${rule}`, sure == null ? "" : ` · sure to ${sure}`)));
}

/** What was derived of the rows under a field, beside whose words it stands. */
function derived(report, field) {
  const own = field === "recommendations"
    ? report.recommendations.map(([seq, actions, basis]) => [seq, [...(actions ?? []), basis]])
    : field === "implications" ? report.implications.map(([seq, types, stance]) => [seq, [...(types ?? []), stance]]) : [];
  if (!own.length) return null;
  return el("p", { class: "soft" }, "Derived from these words: ", own.flatMap(([seq, tags]) =>
    [`${seq + 1} `, ...tags.filter(Boolean).map((tag) => el("span", { class: "tag" }, plain(tag).toLowerCase()))]));
}

/** A field with its state and all values under it. */
function fieldView(report, [field, state, value]) {
  const stands = report.says
    .filter(([path]) => path.split("/")[1] === field)
    .sort((a, b) => inOrder(a[0], b[0]) || a[1] - b[1]);
  const values = stands.map((row) => valueBesideQuote(report, row[0], row));
  if (!stands.length && value != null) values.push(el("div", { class: "value" }, el("span"), el("p", {}, value)));
  return el("div", {}, el("dt", {}, plain(field), el("div", {}, badge("field", state))), el("dd", {}, values, derived(report, field)));
}

/** All of a report, as the children of its article. */
function reportView(report, council) {
  const said = report.fields.filter(([, state]) => state !== "absent").sort((a, b) => rank(a) - rank(b));
  const silent = report.fields.filter(([, state]) => state === "absent");
  const judged = council.results.filter(([, , , , id]) => id === report.id);
  const facts = [["Kind", plain(report.kind)], ["Body", report.body], ["Meeting", report.met], ["Put out", report.published?.slice(0, 10)],
    ["Pages", report.pages && String(report.pages)]].filter(([, words]) => words);
  return [
    el("h1", { tabindex: "-1" }, report.title ?? "Without a title"),
    el("dl", { class: "facts" }, facts.map(([name, words]) => el("div", {}, el("dt", {}, name), el("dd", {}, words))),
      el("div", {}, el("dt", {}, "Open in time"), el("dd", {}, report.due[0] ? badge("timeliness", report.due[0]) : "not a report of officers"))),
    el("p", {}, report.url ? outside(atPage(report.url, report.part ? report.first_page : null, report.media), "The paper itself, on the council’s site") : "Its address is not known."),
    el("h2", {}, "What it says, and in which words"),
    el("dl", { class: "says" }, said.map((field) => fieldView(report, field))),
    el("p", {}, badge("field", "absent"), ` It says nothing of: ${silent.map(([field]) => plain(field).toLowerCase()).join(", ") || "–"}.`),
    el("h2", {}, "Rules"),
    judged.length ? table("Rules", ["Rule", "Status", "Why", "Amount"], judged.map(([rule, status, qualifier, amount]) => [
      el("span", {}, el("a", { href: `../rules.html#${rule}` }, rule), ` ${council.rules[rule]}`),
      badge("rule", status), plain(qualifier), amount == null ? "" : String(amount)])) : el("p", {}, "It is not judged by any rule."),
    ...(report.issues.length ? [el("h2", {}, "For a person to look at"), el("ul", {}, report.issues.map(([code, message, page]) =>
      el("li", {}, `${message}${page ? `, page ${page}` : ""} `, el("span", { class: "tag" }, code))))] : []),
    el("h2", {}, "Where it was found"),
    el("ul", {}, report.places.map(([url, title, media, replaced]) => el("li", {}, outside(url, title ?? url), ` ${media ?? ""}${replaced ? ", replaced since" : ""}`))),
  ];
}
