"""The spool: rows set aside on disk while they are made, read back without being held in memory."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

_IN_MEMORY = 1_500_000
"""Rows up to which nothing goes to the disk."""


class Spool:
    """Collects tables of one schema; a large whole lies in a file that is mapped, not loaded."""

    def __init__(self, path: Path, rows: int) -> None:
        """`path` is used only when about `rows` rows are too many for memory."""
        self._path = path
        self._parts: list[pa.Table] = []
        self._on_disk = rows > _IN_MEMORY
        self._sink: pa.OSFile | None = None
        self._writer: pa.ipc.RecordBatchFileWriter | None = None

    def add(self, part: pa.Table) -> None:
        """The next rows."""
        if not self._on_disk:
            self._parts.append(part)
            return
        if self._writer is None:
            self._sink = pa.OSFile(str(self._path), "wb")
            self._writer = pa.ipc.new_file(self._sink, part.schema)
        self._writer.write_table(part)

    def table(self) -> pa.Table:
        """All rows in order."""
        if self._writer is None or self._sink is None:
            return pa.concat_tables(self._parts)
        self._writer.close()
        self._sink.close()
        return pa.ipc.open_file(pa.memory_map(str(self._path))).read_all()
