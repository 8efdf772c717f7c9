"""`python -m tests.sizes`: no function over 40 lines, no module over 300. A longer one has two ideas in it.

Docstrings and tables of constants at a module's top level are not counted: they are read, not followed.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("extractors", "warehouse", "flows", "demo", "bench", "tests")
FUNCTION = 40
MODULE = 300


def main() -> int:
    """Print what is too long; 1 if anything is."""
    files = [p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py"))]
    found = [line for path in files for line in too_long(path.read_text(encoding="utf8"), str(path.relative_to(ROOT)))]
    print("\n".join(found) or f"sizes: {len(files)} modules, none too long")
    return bool(found)


def too_long(source: str, name: str) -> Iterator[str]:
    """What in one module is over the limits."""
    tree = ast.parse(source)
    lines = source.count("\n") - sum(_uncounted(tree))
    if lines > MODULE:
        yield f"{name}: {lines} lines; at most {MODULE}"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = _length(node) - sum(_length(d) for d in _docstrings(node))
            if size > FUNCTION:
                yield f"{name}:{node.lineno} {node.name}: {size} lines; at most {FUNCTION}"


def _uncounted(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        yield from (_length(d) for d in _docstrings(node))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
            node.value, ast.Dict | ast.Tuple | ast.List | ast.Set
        ):
            yield _length(node)


def _docstrings(node: ast.AST) -> Iterator[ast.stmt]:
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
        node, clean=False
    ):
        yield node.body[0]


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


if __name__ == "__main__":
    sys.exit(main())
