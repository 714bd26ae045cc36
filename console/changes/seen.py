"""Which columns of the contract may be shown row by row in a list of what changed.

Names, phones, dates of birth and all else by which a person is told stay out, masked or not: of
them a list says that they changed. So do columns that the contract does not name, and geometry.
"""

from __future__ import annotations

from console.snapshot.schema import TABLES

_HIDDEN = {
    "residents": ("name", "born", "phone", "id_hash"),
    "episodes": ("origin", "origin_code"),
    "events": ("note",),
}


def may_be_seen(table: str, column: str) -> bool:
    """Whether the values of a column are shown as they were and as they are."""
    known = TABLES[table].by_name.get(column) if table in TABLES else None
    if known is None or known.is_geometry:
        return False
    return column not in _HIDDEN.get(table, ())
