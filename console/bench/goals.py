"""What every act is held to: a goal in milliseconds by scale, and rounds by cost."""

from __future__ import annotations

GOALS_MS: dict[str, dict[str, float]] = {
    "start": {"street": 400, "district": 450, "city": 600},
    "open_first": {"street": 350, "district": 2500, "city": 12_000},
    "open_again": {"street": 60, "district": 200, "city": 1500},
    "section_33x8": {"street": 8, "district": 8, "city": 8},
    "section_120x12": {"street": 16.7, "district": 16.7, "city": 16.7},
    "hover_map": {"street": 2, "district": 2, "city": 2},
    "hover_section": {"street": 2, "district": 2, "city": 2},
    "recolour": {"street": 2.5, "district": 3.5, "city": 3.5},
    "pan_first": {"street": 3, "district": 3, "city": 3},
    "zoom_first": {"street": 3, "district": 3, "city": 3},
    "pan_settled": {"street": 25, "district": 60, "city": 100},
    "zoom_settled": {"street": 25, "district": 60, "city": 100},
    "step": {"street": 8, "district": 12, "city": 16.7},
    "click": {"street": 1.5, "district": 20, "city": 90},
    "click_painted": {"street": 16.7, "district": 50, "city": 120},
    "drag": {"street": 8, "district": 12, "city": 16.7},
    "xlsx": {"street": 700, "district": 7000},
    "diff": {"street": 1000, "district": 10_000},
    "page_png": {"street": 200, "district": 200, "city": 200},
    "page_a3": {"street": 200, "district": 200, "city": 200},
    "booklet": {"street": 5000, "district": 5000, "city": 5000},
}
"""Medians on a quiet machine with two cores."""

STALL_MS = 50.0
"""No gap in the window's answers may be longer."""
MEMORY_MB = {"street": 350, "district": 1000, "city": 4000}
MEMORY_TIMES, MEMORY_PLUS_MB = 3.0, 250.0
"""Memory at rest: at most so many times the code columns, and so much besides."""
FRAME_MS = 16.7
DROPPED_SHARE = 0.01
"""A frame of a screen of 60 Hz; of a drag's that are due a picture so many may go without."""
HEAVY = ("pandas", "pyqtgraph", "duckdb", "pyarrow", "shapely")
"""What may not be imported before the first map is painted."""


def goal_ms(name: str, scale: str) -> float | None:
    """The goal of an act at a scale; None where none was set."""
    return GOALS_MS.get(name, {}).get(scale)
