"""The theme: colours by role and sizes by name, read from resources/themes, nowhere else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter

from console.domain import resources
from console.domain.records import dataclass

FAMILY = "Noto Sans SC"
THEMES = ("night", "day", "wall")
_LISTS = ("ramp", "plain_ramp", "ramp_ink", "layers")
ALIASES = MappingProxyType({"dark": "night", "light": "day"})
"""Names the command line accepts besides THEMES."""


class Roles:
    """Colours of one group by role, read as attributes or items: `theme.chrome.panel`.

    They are the attributes themselves: a step of the day handle reads some thousand.
    """

    def __init__(self, colours: dict[str, str]) -> None:
        vars(self).update((role, QColor(text)) for role, text in colours.items())

    def __getattr__(self, role: str) -> QColor:
        raise AttributeError(role)

    def __getitem__(self, role: str) -> QColor:
        colour: QColor = vars(self)[role]
        return colour

    def names(self) -> tuple[str, ...]:
        """The roles there are."""
        return tuple(vars(self))


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in logical pixels at `scale`: text heights, gaps, control heights, radii."""

    scale: float
    text: MappingProxyType[str, int]
    space: MappingProxyType[str, int]
    control: MappingProxyType[str, int]

    def font(self, size: str, *, bold: bool = False, tabular: bool = False) -> QFont:
        """The interface font at a named size; `tabular` where digits line up or tick.

        Without localised forms: the bundled font would draw digits beside Latin letters with
        glyphs of their own, and a PDF could not name these. Made once a size: never change it.
        """
        return _font(max(1, round(self.text[size] * self.scale)), bold, tabular)

    def gap(self, name: str) -> int:
        """A named gap in whole pixels."""
        return round(self.space[name] * self.scale)

    def size(self, name: str) -> int:
        """A named control size in whole pixels."""
        return round(self.control[name] * self.scale)


@lru_cache(maxsize=256)
def _font(size_px: int, bold: bool, tabular: bool) -> QFont:
    font = QFont([FAMILY])
    font.setFeature(QFont.Tag("locl"), 0)
    font.setPixelSize(size_px)
    font.setBold(bold)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour by group and role, and the metrics; `name` is night, day or wall.

    chrome   ground panel raised line ink muted keyline accent alarm alarm_ring selected replay
    classes  by the role a scenario pack's class names: key other domestic unknown
    map      outside street road water … ; `ramp` estates' fills few to many, `plain_ramp` where
             people and homes are counted whoever they are, `ramp_ink` text on both; `layers` of
             files laid over it
    section  owner rented vacant hatch slab core ground_line …
    badges   care role ink
    """

    name: str
    label: MappingProxyType[str, str]
    dark: bool
    chrome: Roles
    classes: Roles
    map: Roles
    ramp: tuple[QColor, ...]
    plain_ramp: tuple[QColor, ...]
    ramp_ink: tuple[QColor, ...]
    layers: tuple[QColor, ...]
    section: Roles
    badges: Roles
    metrics: Metrics

    def scaled(self, scale: float) -> Theme:
        """The same theme with every size times `scale`."""
        return replace(self, metrics=replace(self.metrics, scale=scale))


def translucent(colour: QColor, alpha: float) -> QColor:
    """A colour through which what lies below is seen; made once: never change it."""
    return _translucent(colour.rgba(), alpha)


@lru_cache(maxsize=256)
def _translucent(rgba: int, alpha: float) -> QColor:
    colour = QColor.fromRgba(rgba)
    colour.setAlphaF(alpha)
    return colour


def laid_over(ground: QColor, veil: QColor) -> QColor:
    """The colour in which a ground is seen through a translucent one, as Qt blends them."""
    pixel = QImage(1, 1, QImage.Format.Format_RGB32)
    pixel.fill(ground)
    painter = QPainter(pixel)
    painter.fillRect(0, 0, 1, 1, veil)
    painter.end()
    return pixel.pixelColor(0, 0)


@cache
def load(name: str) -> Theme:
    """The theme `name` (or its alias) at 1x; KeyError is a bug of the caller."""
    name = ALIASES.get(name, name)
    if name not in THEMES:
        raise KeyError(name)
    raw = resources.read_toml("themes", f"{name}.toml")
    lists = {role: raw["map"].pop(role) for role in _LISTS}
    return Theme(
        name=name,
        label=MappingProxyType(raw["label"]),
        dark=raw["dark"],
        chrome=Roles(raw["chrome"]),
        classes=Roles(raw["classes"]),
        map=Roles(raw["map"]),
        ramp=tuple(QColor(text) for text in lists["ramp"]),
        plain_ramp=tuple(QColor(text) for text in lists["plain_ramp"]),
        ramp_ink=tuple(QColor(text) for text in lists["ramp_ink"]),
        layers=tuple(QColor(text) for text in lists["layers"]),
        section=Roles(raw["section"]),
        badges=Roles(raw["badges"]),
        metrics=_metrics(resources.read_toml("themes", "metrics.toml")),
    )


def _metrics(raw: dict[str, Any]) -> Metrics:
    groups = {group: MappingProxyType(raw[group]) for group in ("text", "space", "control")}
    return Metrics(scale=1.0, **groups)


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts once and give their families; call before the first text."""
    families: list[str] = []
    for path in sorted(resources.root().joinpath("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)
