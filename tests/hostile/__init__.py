"""Files that would harm a reader, each made here in code: HOSTILE[name]() -> its bytes."""

from tests.hostile import office, pages, pdf

HOSTILE = {**office.FILES, **pages.FILES, **pdf.FILES}
