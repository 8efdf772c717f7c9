"""`python -m bench.scans`: how right the reader is on the labelled PDFs as pictures, which it reads by recognition.

Each page is drawn in grey at 200 dots per inch and the text is thrown away. The share of right values in what was
said, against that on the PDFs themselves, is what `extractors.evidence.OCR` states.
"""

import io
import sys
from collections import Counter
from collections.abc import Sequence

import img2pdf
import pypdfium2

from bench.accuracy import Case, cases, councils, f1
from extractors.as_json import as_json
from extractors.labels.judge import judge
from extractors.read.pdf.ocr import missing
from extractors.sandbox import read_all

DOTS = 200


def main() -> int:
    """Print both tallies and the ratio of their precisions; 1 where recognition is not installed."""
    lacking = missing()
    if lacking is not None:
        print(lacking, file=sys.stderr)
        return 1
    found = [c for c in cases() if c.file.suffix == ".pdf"]
    pictures = [_drawn(c.file.read_bytes()) for c in found]
    plain = _tally(found, [c.file.read_bytes() for c in found], ocr=False)
    seen = _tally(found, pictures, ocr=True)
    for what, count in (("as text", plain), ("as pictures", seen)):
        print(f"{len(found)} PDFs {what}: F1 {f1(count):.4f}, precision {_precision(count):.4f}, {dict(count)}")
    print(f"precision of pictures to text: {_precision(seen) / _precision(plain):.2f}")
    return 0


def _drawn(data: bytes) -> bytes:
    pages = []
    for page in pypdfium2.PdfDocument(data):
        picture = io.BytesIO()
        page.render(scale=DOTS / 72, grayscale=True).to_pil().save(picture, "PNG", dpi=(DOTS, DOTS))
        pages.append(picture.getvalue())
    made: bytes = img2pdf.convert(pages)
    return made


def _tally(found: Sequence[Case], files: Sequence[bytes], *, ocr: bool) -> Counter[str]:
    readings = read_all(((data, None) for data in files), councils=councils(), ocr=ocr, seconds=600)
    said = [as_json(reading)["reports"][0]["report"] for reading in readings]
    return Counter(v.outcome for case, report in zip(found, said, strict=True) for v in judge(case.label, report))


def _precision(count: Counter[str]) -> float:
    return count["right"] / (count["right"] + count["false"])


if __name__ == "__main__":
    sys.exit(main())
