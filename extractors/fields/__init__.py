"""An outline -> the fields of a report, one module per family."""
