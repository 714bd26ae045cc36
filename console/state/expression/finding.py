"""The saved filters that the locator finds: by name, by conditions, and by pinyin."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.spoken import capped
from console.state.expression.saved import SavedFilter
from console.state.locator_model import Hit
from console.store import pinyin

MOST = 6


def find_filters(text: str, saved: Iterable[SavedFilter]) -> tuple[Hit, ...]:
    """The saved filters whose name or conditions hold `text`, or whose name is spelled so."""
    wanted = text.strip().casefold()
    return tuple(
        Hit("filter", capped(one.name), capped(one.text), filter=one.name)
        for one in saved
        if _is_meant(one, wanted)
    )[:MOST]


def _is_meant(saved: SavedFilter, wanted: str) -> bool:
    said = f"{saved.name} {saved.text}".casefold()
    if all(part in said for part in wanted.split()):
        return True
    spelled = wanted.isascii() and wanted.isalpha()
    return spelled and pinyin.position(wanted, pinyin.letters(saved.name)) >= 0
