"""`python -m bench.speed`: how fast papers are read, as ratios taken in one run on the same files.

The project's own papers, and ../shared/corpus where it is. Every figure is the least of three rounds in this process,
but for the two that compare
one reading process with two.
"""

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

import docx
import pdfminer.high_level
import pypdfium2

from bench.accuracy import CORPUS, OWN
from extractors.read.document import document_of
from extractors.reading import read
from extractors.sandbox import read_all

ROUNDS = 3
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main() -> int:
    """Print the figures."""
    words, pdfs = papers("docx"), papers("pdf")
    figures = [*memory_figures(pdfs), *word_figures(words), *pdf_figures(pdfs), *process_figures([*words, *pdfs])]
    for name, figure in figures:
        print(f"{name:70} {figure}", flush=True)
    return 0


def papers(suffix: str) -> list[bytes]:
    """The bytes of all papers of one format."""
    folders = [*OWN, *([CORPUS] if CORPUS.exists() else [])]
    return [p.read_bytes() for folder in folders for p in sorted(folder.rglob(f"*.{suffix}"))]


def word_figures(files: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    """Word to Document, and the whole reading, against python-docx opening the file and walking its XML for plain
    text."""
    plain = least(lambda: [walked(f) for f in files])
    document = least(lambda: [document_of(f) for f in files])
    whole = least(lambda: [read(f) for f in files])
    yield f"Word: {len(files)} files, python-docx plain text", f"{1000 * plain / len(files):.1f} ms a file"
    yield "Word: bytes to Document (at most 1.5)", f"{document / plain:.2f} times"
    yield "Word: whole extraction (at most 4)", f"{whole / plain:.2f} times"


def pdf_figures(files: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    """Whole extraction of PDF against pdfminer.six's extract_pages alone."""
    documents = [document_of(f) for f in files]
    pages = sum(d.pages or 0 for d in documents)
    fallback = sum(d.fallback_pages for d in documents)
    whole = least(lambda: [read(f) for f in files])
    miner = least(lambda: [list(pdfminer.high_level.extract_pages(io.BytesIO(f))) for f in files], rounds=1)
    yield f"PDF: {pages} pages, pdfminer.six extract_pages", f"{1000 * miner / pages:.1f} ms a page"
    yield "PDF: whole extraction", f"{1000 * whole / pages:.1f} ms a page"
    yield "PDF: whole extraction against pdfminer.six (at least 4)", f"{miner / whole:.2f} times as fast"
    yield "PDF: pages that pdfminer.six read", f"{fallback} of {pages}"


def process_figures(files: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    """Two reading processes against one."""
    many = list(files) * 5

    def timed(workers: int) -> float:
        started = time.perf_counter()
        for _ in read_all(((f, None) for f in many), workers=workers):
            pass
        return time.perf_counter() - started

    one, two = timed(1), timed(2)
    yield f"Processes: {len(many)} papers, one process", f"{len(many) / one:.0f} papers a second"
    yield "Processes: two against one (at least 1.7)", f"{one / two:.2f} times as fast"


def memory_figures(files: Sequence[bytes]) -> Iterator[tuple[str, str]]:
    """The most memory that a reading process holds over a pack of 200 pages, made of all papers in turn."""
    with pypdfium2.PdfDocument.new() as pack:
        for file in cycle(files):
            with pypdfium2.PdfDocument(file) as paper:
                pack.import_pages(paper, list(range(min(len(paper), 200 - len(pack)))))
            if len(pack) == 200:
                break
        made = io.BytesIO()
        pack.save(made)
    work = (
        "import sys; from extractors.reading import read; assert read(sys.stdin.buffer.read()).document.pages == 200;"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", work], input=made.getvalue(), capture_output=True, check=True)
    yield "Memory: a reading process over a pack of 200 pages (at most 400 MB)", f"{int(done.stdout) / 1024:.0f} MB"


def walked(data: bytes) -> str:
    """The plain text of a Word file by python-docx's package and a walk over the XML."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))


def least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least seconds of the processor that some work took, whatever else the machine does meanwhile."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
