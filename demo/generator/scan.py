"""A paper as a scanner would give it: a PDF whose pages are pictures, without a word of text."""

import subprocess
import tempfile
from pathlib import Path

DOTS_PER_INCH = 100


def as_scan(path: Path) -> None:
    """Replaces a PDF by pictures of its pages. pdftoppm (poppler) is needed."""
    with tempfile.TemporaryDirectory() as space:
        command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-jpeg", "-jpegopt", "quality=50"]
        subprocess.run([*command, str(path), f"{space}/page"], check=True)
        pictures = [picture.read_bytes() for picture in sorted(Path(space).glob("page*.jpg"))]
    path.write_bytes(pictures_to_pdf(pictures))


def pictures_to_pdf(pictures: list[bytes]) -> bytes:
    """A PDF with one grey JPEG to a page."""
    pages = [3 + 3 * place for place in range(len(pictures))]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    for page, picture in zip(pages, pictures, strict=True):
        width, height = _size(picture)
        across, down = width * 72 / DOTS_PER_INCH, height * 72 / DOTS_PER_INCH
        drawing = f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /Page Do Q".encode()
        inside = f"/MediaBox [0 0 {across:.2f} {down:.2f}] /Resources << /XObject << /Page {page + 2} 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {inside} /Contents {page + 1} 0 R >>".encode())
        objects.append(_stream("", drawing))
        form = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray"
        objects.append(_stream(f"{form} /BitsPerComponent 8 /Filter /DCTDecode", picture))
    return _file(objects)


def _stream(form: str, body: bytes) -> bytes:
    return f"<< {form} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _size(picture: bytes) -> tuple[int, int]:
    """Width and height from a JPEG's frame header (marker SOF0 or SOF2). Raises ValueError for bytes that have none."""
    at = 2
    while at < len(picture):
        marker, length = picture[at + 1], int.from_bytes(picture[at + 2 : at + 4], "big")
        if marker in (0xC0, 0xC2):
            return int.from_bytes(picture[at + 7 : at + 9], "big"), int.from_bytes(picture[at + 5 : at + 7], "big")
        at += 2 + length
    raise ValueError("not a JPEG: it has no frame header")


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()
