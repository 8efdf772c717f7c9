"""Makes the invented reports: papers/*.yml say what a paper says, house.py how its council lays papers out.

`python -m demo.generator [NAME…]` writes reports/<name>/{report.docx, report.pdf, expected.json}.
LibreOffice is needed for the PDF.
"""
