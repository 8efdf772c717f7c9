// Plots by uPlot, in the page's colours; each stands beside a table or a list that says the same.
"use strict";

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function axis(label, more = {}) {
  return { label, stroke: ink("--soft"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line"), width: 1 },
    font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif", ...more };
}

const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const monthYear = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** Days along the bottom, as they are written here; months where many pass from one mark to the next. */
const days = () => axis("Day", { space: 80,
  values: (plot, marks, at, space, step) => marks.map((mark) => (step > 28 * 86400 ? monthYear : dayMonth).format(mark * 1000)) });

/** Whole numbers only. */
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000];

/** Draw into a place, as wide as it is; again where its width or the page's colours change. */
function draw(place, label, data, options) {
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", label);
  let plot;
  const again = () => {
    plot?.destroy();
    plot = new uPlot({ width: Math.max(200, Math.min(place.clientWidth, 760)), height: 260, legend: { show: false }, cursor: { show: false }, tzDate: (at) => uPlot.tzDate(new Date(at * 1e3), "Etc/UTC"), ...options() }, data, place);
  };
  again();
  addEventListener("resize", again);
  addEventListener("hashchange", () => requestAnimationFrame(again));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}

/** Bars of counts by a whole number. */
function bars(place, label, pairs, names) {
  const data = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  draw(place, label, data, () => ({
    scales: { x: { time: false, range: () => [-0.5, Math.max(...data[0]) + 0.5] }, y: { range: (u, low, high) => [0, high * 1.1] } },
    axes: [axis(names[0], { incrs: WHOLE }), axis(names[1], { incrs: WHOLE })],
    series: [{}, { label: names[1], fill: ink("--good"), stroke: ink("--good"), paths: uPlot.paths.bars({ size: [0.7, 48] }), points: { show: false } }],
  }));
}

/** A council's reports by meeting day and clear working days, with the line of five. */
function timelinessPlot(place, reports) {
  const known = reports.filter((report) => report.met && report.due[1] != null).map((report) => [Date.parse(report.met) / 1000, report.due[1]])
    .sort((a, b) => a[0] - b[0]);
  if (known.length < 2) return;
  place.classList.add("plot");
  const data = [known.map(([day]) => day), known.map(([, days]) => days), known.map(() => 5)];
  const late = known.filter(([, days]) => days < 5).length;
  draw(place, `Clear working days of ${known.length} reports by day of meeting; ${late} have fewer than five. The counts above lead to each.`, data, () => ({
    scales: { y: { range: (u, low, high) => [0, Math.max(6, high + 1)] } },
    axes: [days(), axis("Clear working days", { incrs: WHOLE })],
    series: [{}, { stroke: ink("--good"), paths: () => null, points: { show: true, size: 8, fill: ink("--good"), stroke: ink("--paper") } },
      { stroke: ink("--bad"), width: 1.5, dash: [6, 4], points: { show: false } }],
  }));
}

/** How many councils had considered a topic by each day, and its deadline. */
function consideredPlot(place, pairs, deadline) {
  const day = (said) => Date.parse(said) / 1000;
  const data = [pairs.map(([on]) => day(on)), pairs.map(([, total]) => total)];
  const last = pairs[pairs.length - 1];
  const line = (u) => {
    const x = u.valToPos(day(deadline), "x", true);
    if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
    u.ctx.save();
    u.ctx.strokeStyle = u.ctx.fillStyle = ink("--bad");
    u.ctx.setLineDash([6, 4]);
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
    u.ctx.restore();
  };
  draw(place, `Councils whose members had it before them, rising to ${last[1]} on ${last[0]}; dashed: the deadline, ${deadline}.`, data, () => ({
    scales: { y: { range: (u, low, high) => [0, high * 1.1] } },
    axes: [days(), axis("Councils", { incrs: WHOLE })],
    series: [{}, { stroke: ink("--good"), width: 2, paths: uPlot.paths.stepped({ align: 1 }), points: { show: true, size: 5 } }],
    hooks: { draw: [line] },
  }));
}
