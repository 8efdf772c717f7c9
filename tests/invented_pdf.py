"""Small PDFs, written by hand: text at places, lines, links and pictures."""

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Sheet:
    """A page to be written: text at places from the top left, lines, links and a picture."""

    content: list[str] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 11, bold: bool = False) -> "Sheet":
        shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        coded = shown.encode("cp1252").decode("latin-1")
        self.content.append(f"BT /{'B' if bold else 'F'} {size} Tf {x} {HEIGHT - y} Td ({coded}) Tj ET")
        return self

    def lines(self, x: float, y: float, *words: str, step: float = 14, size: float = 11, bold: bool = False) -> "Sheet":
        for i, line in enumerate(words):
            self.text(x, y + i * step, line, size, bold)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        self.content.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        self.content.append(f"0.5 w {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def link(self, x0: float, y0: float, x1: float, y1: float, url: str) -> "Sheet":
        self.links.append((x0, HEIGHT - y1, x1, HEIGHT - y0, url))
        return self

    def picture(self) -> "Sheet":
        image = "/W 1 /H 1 /CS /G /BPC 8"
        self.content.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI {image} ID \x80 EI Q")
        return self


def pdf(*sheets: Sheet, rotate: int = 0, trailer: str = "") -> bytes:
    """A small PDF with the given pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    kids = []
    for sheet in sheets:
        stream = "\n".join(sheet.content)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        at = len(objects)
        notes = "".join(
            f"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{a} {b} {c} {d}] /A << /S /URI /URI ({u}) >> >>"
            for a, b, c, d, u in sheet.links
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate} /Contents {at} 0 R "
            f"/Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Annots [{notes}] >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for i, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{p:010} 00000 n \n" for p in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode("latin-1")
