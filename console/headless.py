"""The bare command on a machine without a screen: the same work, written to files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.arguments import Wishes
from console.demo.options import DemoOptions
from console.demo.street import write_demo
from console.domain import words
from console.domain.spoken import capped
from console.domain.words import say
from console.export import log
from console.state.preferences import Preferences, demo_folder
from console.store.answers import as_of_us, summary_of
from console.store.frame import Frame, frame
from console.store.load import load_street
from console.store.summary_text import summary_text

MAP_FILE, SECTION_FILE = "street-map.png", "street-section.png"
DONE = 0


def run(wishes: Wishes, out: Path | None = None) -> int:
    """Write the opening map and one section into `out` (the current folder), print the summary.

    Opens what the window would: the snapshot named, the last one, or the demo street, which is
    made first where there is none. UserError when it cannot be opened.
    """
    preferences = Preferences()
    language = wishes.language or preferences.choice("language", words.LANGUAGES)
    theme = wishes.theme or preferences.choice("theme", ("night", "day"))
    _say(say("start.no_screen", language))
    _show_nothing()
    folder = _folder(wishes.snapshot, preferences, language)
    street = load_street(folder, progress=_progress)
    at_us = as_of_us(street, wishes.as_of)
    shown = frame(street, at_us)
    _say(*_write(shown, out or Path(), theme, language))
    _say("", summary_text(summary_of(street, at_us), language))
    preferences.opened(str(folder.resolve()))
    preferences.flush()
    return DONE


def _show_nothing() -> None:
    """Let Qt draw without a screen, whatever platform the environment names."""
    if QCoreApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _folder(snapshot: str | None, preferences: Preferences, language: str) -> Path:
    if snapshot is not None:
        return Path(snapshot)
    remembered = next(iter(preferences.recent), None)
    if remembered is not None and Path(remembered, "manifest.json").is_file():
        return Path(remembered)
    folder = demo_folder()
    if not (folder / "manifest.json").is_file():
        _say(say("start.making", language))
        folder.parent.mkdir(parents=True, exist_ok=True)
        write_demo(folder, DemoOptions(), progress=_progress)
    return folder


def _write(shown: Frame, out: Path, theme: str, language: str) -> list[str]:
    """Draw the map and a section; what was written, in words."""
    from console.paint.map.page import render_map
    from console.paint.section.page import render_section
    from console.state.section.scene import busiest_building

    street = shown.street
    drawn = render_map(street, shown, out / MAP_FILE, theme=theme, language=language)
    _remember(shown, drawn, "map", words.both("export_log.what.map"))
    said = [say("start.map_written", language, path=drawn)]
    building = busiest_building(shown)
    if building >= 0:
        file = out / SECTION_FILE
        drawn = render_section(street, shown, building, file, theme=theme, language=language)
        name = capped(street.buildings.name.text(building))
        _remember(shown, drawn, "section", words.both("page.what.section", building=name))
        said.append(say("start.section_written", language, path=drawn, building=name))
    return said


def _remember(shown: Frame, file: Path, what: str, named: dict[str, str]) -> None:
    """Note a picture in the log of what left; who has no place for a log goes without."""
    log.remember(log.picture_of(shown.street, shown.as_of_us, file, what=what, named=named))


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _progress(_: str, share: float) -> None:
    """A counter on the terminal's last line; nothing where nobody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:.0%} " if share < 1 else "\r     \r")
        sys.stderr.flush()
