"""The program's own source as the claims about it see it: parsed files, their imports and names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
PACKAGE = REPO / "console"


@dataclass(frozen=True)
class Source:
    """One parsed file; `name` is its dotted module name, `place` its path as people say it."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(REPO).as_posix()

    @property
    def name(self) -> str:
        parts = self.path.relative_to(REPO).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def at(self, node: ast.AST) -> str:
        """Where `node` stands, as file:line."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}"


@cache
def read(path: Path) -> Source:
    """The file at `path`, parsed once a run."""
    text = path.read_text("utf-8")
    return Source(path, text, ast.parse(text))


def package_files() -> list[Source]:
    """Every file of the console, by path."""
    return [read(path) for path in sorted(PACKAGE.rglob("*.py"))]


def files_of_tests() -> list[Source]:
    """Every file of the tests, by path."""
    return [read(path) for path in sorted((REPO / "tests").rglob("*.py"))]


def imported(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Every module or name `source` imports, nested imports too, with the statement."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(source, node)
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = source.name.split(".")
    if source.path.stem != "__init__":
        package = package[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last name of what is called: `a.b.connect(x)` gives "connect"."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


def texts(source: Source) -> Iterator[ast.Constant]:
    """Every string in the code, docstrings left out."""
    documents = set(map(id, _docstrings(source.tree)))
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documents
        ):
            yield node


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
