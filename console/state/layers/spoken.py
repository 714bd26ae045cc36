"""What is said of a layer: where it comes from, what it holds, and what is not as it should be."""

from __future__ import annotations

from pathlib import Path

from console.domain.datums import Datum
from console.domain.spoken import capped
from console.domain.words import BETWEEN, say
from console.foreign.table import Note
from console.state.layers.layer import Layer

_NAMED = 5
_DEGREES = ("EPSG:4326", "OGC:CRS84", Datum.WGS84)


def facts(layer: Layer, language: str) -> str:
    """One line: kind of file, encoding, system."""
    if layer.content is None:
        key = "layers.unread" if layer.fault is None else "layers.unreadable"
        return say(key, language)
    told = layer.content.table.told
    encoding = told.encoding.removesuffix("-sig").upper()
    parts = [told.format, encoding, system(told.crs, language)]
    if layer.shapes is None:
        parts.append(say("layers.bare", language))
    return " · ".join(part for part in parts if part)


def system(crs: str, language: str) -> str:
    """A coordinate system as people call it."""
    if crs in _DEGREES:
        return say("coordinates.wgs84", language)
    if crs in tuple(Datum):
        return say(f"coordinates.{crs}", language)
    return capped(crs, 60)


def notes(layer: Layer, language: str) -> tuple[str, ...]:
    """Why it could not be read, or what is noted of its rows, each with the first of them."""
    if layer.fault is not None:
        return (layer.fault.say(language),)
    if layer.content is None:
        return ()
    return tuple(_said(one, language) for one in layer.content.notes)


def _said(note: Note, language: str) -> str:
    text = say(note.key, language, count=note.count)
    if not note.rows:
        return text
    named = BETWEEN[language].join(f"{row:,}" for row in note.rows[:_NAMED])
    more = "layers.which_more" if note.count > _NAMED else "layers.which"
    return text + say(more, language, rows=named)


def whole(layer: Layer, language: str) -> str:
    """All of it, for a tip or a screen reader."""
    shown = say("layers.shown" if layer.visible else "layers.hidden", language)
    rows = say("layers.rows", language, count=layer.rows)
    lines = [f"{layer.title} · {rows} · {shown}", facts(layer, language)]
    lines += notes(layer, language)
    return "\n".join([*lines, Path(layer.origin.path).name])
