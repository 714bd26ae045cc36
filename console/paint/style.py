"""The chrome's look: a palette of the theme's colours, and one style sheet that names its roles."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtGui import QPalette

from console.domain import resources
from console.paint.theme import Metrics, Theme

STYLE = ("-style", "Fusion")
"""What an application is told when it is made: to name the style later costs six milliseconds."""

_NAME = re.compile(r"@(text|gap|size|chrome)-([a-z_]+)")
_GROUPS = QPalette.ColorGroup
_ROLES = {
    "panel": "window",
    "ground": "base",
    "raised": "alternate-base",
    "ink": "window-text",
    "muted": "midlight",
    "line": "mid",
    "accent": "link",
    "alarm": "bright-text",
    "replay": "link-visited",
}
"""What a style sheet calls the palette's role of a colour of the chrome; Qt 6.8 knows no others."""


def palette(theme: Theme) -> QPalette:
    """The palette that Fusion paints with in `theme`."""
    chrome = theme.chrome
    roles = {
        QPalette.ColorRole.Window: chrome.panel,
        QPalette.ColorRole.WindowText: chrome.ink,
        QPalette.ColorRole.Base: chrome.ground,
        QPalette.ColorRole.AlternateBase: chrome.raised,
        QPalette.ColorRole.Text: chrome.ink,
        QPalette.ColorRole.PlaceholderText: chrome.muted,
        QPalette.ColorRole.Button: chrome.raised,
        QPalette.ColorRole.ButtonText: chrome.ink,
        QPalette.ColorRole.BrightText: chrome.alarm,
        QPalette.ColorRole.Mid: chrome.line,
        QPalette.ColorRole.Midlight: chrome.muted,
        QPalette.ColorRole.Dark: chrome.line,
        QPalette.ColorRole.Light: chrome.raised,
        QPalette.ColorRole.Shadow: chrome.keyline,
        QPalette.ColorRole.Highlight: chrome.line,
        QPalette.ColorRole.HighlightedText: chrome.ink,
        QPalette.ColorRole.Accent: chrome.accent,
        QPalette.ColorRole.Link: chrome.accent,
        QPalette.ColorRole.LinkVisited: chrome.replay,
        QPalette.ColorRole.ToolTipBase: chrome.raised,
        QPalette.ColorRole.ToolTipText: chrome.ink,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(_GROUPS.Disabled, role, chrome.muted)
    return made


def sheet(metrics: Metrics) -> str:
    """The one style sheet of the program, its @names replaced: the same in every theme.

    @chrome-panel is a colour of the chrome, by its role in the palette; @text-body, @gap-near and
    @size-row are sizes in pixels. An unknown name is a bug (KeyError).
    """

    def value(found: re.Match[str]) -> str:
        return _value(metrics, found.group(1), found.group(2))

    return _NAME.sub(value, _template())


def _value(metrics: Metrics, group: str, name: str) -> str:
    if group == "chrome":
        return f"palette({_ROLES[name]})"
    if group == "text":
        return f"{round(metrics.text[name] * metrics.scale)}px"
    return f"{metrics.gap(name) if group == 'gap' else metrics.size(name)}px"


@cache
def _template() -> str:
    folder = resources.root() / "styles"
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.qss")))
