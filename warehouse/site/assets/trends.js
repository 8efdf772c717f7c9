// The plots of the whole country.
"use strict";

for (const place of document.querySelectorAll("[data-considered]")) {
  const topic = place.dataset.considered;
  consideredPlot(place, CLEARDAYS.trends.considered[topic], CLEARDAYS.trends.deadlines[topic]);
}
if (CLEARDAYS.trends.clear_days.length) {
  bars(document.getElementById("clear-days-plot"), "Reports by clear working days before their meeting; the table says the same.",
    CLEARDAYS.trends.clear_days, ["Clear working days", "Reports"]);
}
