"""What reading a foreign file may cost: a workbook of 200 kB has been seen to take a gigabyte."""

from __future__ import annotations

from console.domain.records import dataclass

_MB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; what goes beyond is refused with a sentence.

    memory_mb    of the child's address space, held where the system can (not on Windows)
    seconds      from its start to its end
    file_mb      of the file itself
    answer_mb    of what the child may write
    rows, columns, vertices   of what the file holds
    characters   of one cell; longer ones are cut and counted, never refused
    """

    memory_mb: int = 4_096
    seconds: float = 300.0
    file_mb: int = 2_048
    answer_mb: int = 4_096
    rows: int = 3_000_000
    columns: int = 1_000
    vertices: int = 40_000_000
    characters: int = 4_000

    @property
    def memory_bytes(self) -> int:
        """The address space in bytes."""
        return self.memory_mb * _MB

    @property
    def file_bytes(self) -> int:
        """The file's size in bytes."""
        return self.file_mb * _MB

    @property
    def answer_bytes(self) -> int:
        """The answer's size in bytes."""
        return self.answer_mb * _MB
