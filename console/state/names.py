"""Names as they may be shown: the one place where the screen's names are read and masked."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.masking import mask_name
from console.domain.spoken import capped
from console.store.columns import Street
from console.store.people import names_of


def shown_names(street: Street, rows: Iterable[int], *, masked: bool = True) -> list[str]:
    """The names of the residents in `rows`, masked unless told otherwise; "" where unknown."""
    names = [capped(name) for name in names_of(street, rows)]
    return [mask_name(name) for name in names] if masked else names
