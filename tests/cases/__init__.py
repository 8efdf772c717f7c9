"""A held-out set: invented reports of invented councils, on which a reader of reports is measured and never tuned.

`papers/*.yml` hold what each paper says and how its parts stand, `houses.py` how its council prints;
`python -m tests.cases.make` writes `reports/<name>/{report.docx, report.pdf, expected.json}`. The label comes from the
paper's content by the labelling conventions, never from a reading of the file. `councils.csv` is their register.
"""
