"""A PDF's own title and table of contents."""

import pypdfium2

DEEPEST = 3
MOST = 500


def contents_of(data: bytes) -> tuple[str | None, tuple[int, ...]]:
    """(the title among its properties, the pages that its bookmarks lead to); (None, ()) where there are none."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            title = document.get_metadata_value("Title").strip() or None
            pages = set()
            for n, bookmark in enumerate(document.get_toc(max_depth=DEEPEST)):
                target = bookmark.get_dest()
                index = target.get_index() if target is not None else None
                if index is not None:
                    pages.add(index + 1)
                if n >= MOST:
                    break
            return title, tuple(sorted(pages))
    except pypdfium2.PdfiumError:
        return None, ()
