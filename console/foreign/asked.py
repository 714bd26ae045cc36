"""What has to be asked before a file can be read."""

from __future__ import annotations

from console.domain.records import dataclass

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A file whose positions mean nothing yet: it does not say in which system they are.

    bounds are west, south, east and north in the file's own numbers.
    """

    file: str
    bounds: Bounds
