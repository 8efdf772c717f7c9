// SQL in the browser: DuckDB-WASM reads what it needs of the release's file, over HTTP.
"use strict";

const form = document.getElementById("sql");
const [example, question] = [document.getElementById("example"), document.getElementById("question")];
const status = document.getElementById("status");
const MOST = 500;
let opened;

/** A connection with the release's file attached; begun once. */
async function open() {
  const folder = new URL(`${form.dataset.engine}/`, document.baseURI).href;
  const script = (source) => new Promise((done, failed) => {
    const made = el("script", { src: source });
    made.onload = done;
    made.onerror = () => failed(new Error(`${source} cannot be loaded`));
    document.head.append(made);
  });
  await script(`${folder}Arrow.es2015.min.js`);
  const duckdb = await import(`${folder}duckdb-browser.mjs`);
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(`${folder}duckdb-browser-eh.worker.js`));
  await database.instantiate(`${folder}duckdb-eh.wasm`);
  await database.registerFileURL("release.duckdb", new URL(form.dataset.database, document.baseURI).href, duckdb.DuckDBDataProtocol.HTTP, false);
  const connection = await database.connect();
  await connection.query("ATTACH 'release.duckdb' AS release (READ_ONLY)");
  await connection.query("USE release");
  return connection;
}

function told(value) {
  if (value == null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value?.toArray === "function") return [...value.toArray()].join(", ");
  return String(value);
}

async function run() {
  const answer = document.getElementById("answer");
  answer.replaceChildren();
  status.textContent = opened ? "Asking …" : "Loading DuckDB, once: 35 MB …";
  try {
    opened ??= open();
    const connection = await opened;
    const began = performance.now();
    const result = await connection.query(question.value);
    const columns = result.schema.fields.map((field) => field.name);
    const days = result.schema.fields.map((field) => (/^Date/.test(String(field.type)) ? "day" : /^Timestamp/.test(String(field.type)) ? "time" : ""));
    const rows = result.toArray().slice(0, MOST).map((row) => columns.map((name, at) => {
      const value = row[name];
      if (value == null || !days[at]) return told(value);
      return new Date(Number(value)).toISOString().slice(0, days[at] === "day" ? 10 : 19).replace("T", " ");
    }));
    status.textContent = `${result.numRows} ${result.numRows === 1 ? "row" : "rows"} in ${Math.round(performance.now() - began)} ms${result.numRows > MOST ? `; the first ${MOST} are shown` : ""}`;
    answer.append(table("Answer", columns, rows));
  } catch (error) {
    status.textContent = error.message;
    if (!(await opened?.catch(() => null))) opened = undefined;
  }
}

question.value = asked().get("q") ?? example.value;
example.addEventListener("change", () => { question.value = example.value; });
addEventListener("hashchange", () => { question.value = asked().get("q") ?? question.value; });
if (location.protocol === "file:") {
  status.textContent = "These pages are opened as files. DuckDB in a browser needs a web host: `cleardays site --serve` is one. All other pages work as they are.";
} else if (form.dataset.engine) {
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  question.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); });
}
if (location.protocol === "file:" || !form.dataset.engine) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").disabled = true;
}
