"""Qt's binding and numpy's types brought in for less than they do anew at each start.

It carries a part of itself as Python sources and compiles them at every start, a twelfth of the
time; here the compiled code is kept with the bytecode of this file. What only writes stubs for
editors, and imports half the tools of the library for it, is left empty, as is what only lengthens
a docstring.
"""

from __future__ import annotations

import builtins
import contextlib
import marshal
import os
import sys
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from console.domain import enumerations

_STUBS = "signature/lib/pyi_generator.py"
_DOCS, _TEXT = "numpy._typing._add_docstring", "_docstrings"
Kept = dict[tuple[bytes, str], CodeType]


def bring_in() -> None:
    """Import what everything of Qt's binding begins with; whatever comes later is plain again."""
    enumerations.make_soon()
    kept_file = _kept_file()
    kept = _read(kept_file)
    with _remembering(kept) as fresh:
        import PySide6.QtCore as _  # noqa: F401
    if fresh and not sys.dont_write_bytecode:
        _write(kept_file, kept | fresh)
    _import_plainly()
    _type_plainly()


def _type_plainly() -> None:
    """Import numpy's types without the page of documentation that is compiled from a template."""
    if _DOCS in sys.modules:
        return
    sys.modules[_DOCS] = ModuleType(_DOCS)
    setattr(sys.modules[_DOCS], _TEXT, "")
    try:
        import numpy.typing as _  # noqa: F401
    finally:
        del sys.modules[_DOCS]


def _import_plainly() -> None:
    """Take back the way to import that PySide puts in place when it is first imported.

    It reads and keeps the source of every module imported from then on, in search of a switch
    (`from __feature__ import …`) that nothing here uses; a tenth of the start went there.
    """
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)


@contextlib.contextmanager
def _remembering(kept: Kept) -> Iterator[Kept]:
    """Within, a source that was compiled before is not compiled; gives what was compiled now."""
    compiled = builtins.compile
    fresh: Kept = {}

    def remembered(source: Any, name: Any, mode: str, *more: Any, **options: Any) -> Any:  # noqa: ANN401
        if more or options or mode != "exec" or not isinstance(source, bytes):
            return compiled(source, name, mode, *more, **options)
        text = b"" if name.endswith(_STUBS) else source
        if (text, name) not in kept:
            fresh[text, name] = compiled(text, name, mode)
        return kept.get((text, name)) or fresh[text, name]

    builtins.compile = remembered  # type: ignore[assignment]
    try:
        yield fresh
    finally:
        builtins.compile = compiled


def _kept_file() -> Path:
    return Path(cache_from_source(__file__)).with_suffix(".kept")


def _read(file: Path) -> Kept:
    """What was kept by this very Python; nothing when there is none or it is no such file."""
    try:
        content = file.read_bytes()
        if content.startswith(MAGIC_NUMBER):
            kept = marshal.loads(memoryview(content)[len(MAGIC_NUMBER) :])
            return kept if isinstance(kept, dict) else {}
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return {}


def _write(file: Path, kept: Kept) -> None:
    """Keep it, whole or not at all; where the program may not be written it is not."""
    aside = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        aside.write_bytes(MAGIC_NUMBER + marshal.dumps(kept))
        aside.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()
