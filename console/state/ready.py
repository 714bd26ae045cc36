"""Snapshots that were open a moment ago, kept whole so that stepping back to them is quick."""

from __future__ import annotations

from pathlib import Path

from console.domain.errors import UserError
from console.snapshot.manifest import read_manifest
from console.store.columns import Street
from console.store.load import files_have_their_sizes

MOST = 2
MOST_PEOPLE = 2_000_000
"""How many people all that are kept may have together; a city keeps none."""


class Ready:
    """The streets left last, the latest first; read from any thread, changed on one."""

    def __init__(self) -> None:
        self._streets: tuple[Street, ...] = ()

    def keep(self, street: Street) -> None:
        """Keep a street that is left."""
        rest = [one for one in self._streets if one.folder != street.folder]
        kept: list[Street] = []
        for one in (street, *rest[: MOST - 1]):
            if sum(len(each.residents.unit) for each in (*kept, one)) <= MOST_PEOPLE:
                kept.append(one)
        self._streets = tuple(kept)

    def clear(self) -> None:
        """Keep none: another series is looked at."""
        self._streets = ()

    def of(self, folder: Path) -> Street | None:
        """The street of the snapshot in `folder`, where it is kept and the folder holds it still.

        Compares the manifest and the files' sizes; for a worker.
        """
        street = next((one for one in self._streets if one.folder == str(folder)), None)
        if street is None:
            return None
        try:
            manifest = read_manifest(folder)
        except UserError:
            return None
        same = manifest.key == street.key and files_have_their_sizes(folder, manifest)
        return street if same else None
