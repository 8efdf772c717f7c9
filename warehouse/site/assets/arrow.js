// What DuckDB-WASM takes of Apache Arrow by the package's name, from the script that the page has loaded.
export const { RecordBatchReader, Table, Type, tableToIPC } = self.Arrow;
