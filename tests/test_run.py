"""Every test is run once, and what looks at the clock runs alone."""

from __future__ import annotations

import ast
from pathlib import Path

from tests import sources
from tests.run import ROOMS_ASIDE, alone, rooms_measured, untimed

_CLOCKS = {"perf_counter", "monotonic", "process_time", "thread_time"}


def _chosen(command: list[str]) -> tuple[str, list[str]]:
    """The marks and the places of a run."""
    marks = command[command.index("-m", 4) + 1] if "-m" in command[4:] else ""
    return marks, [one for one in command if one.startswith("tests/")]


def test_no_test_is_run_twice_or_left_out(tmp_path: Path) -> None:
    aside = [_chosen(command) for _, command, _ in untimed(tmp_path) if "pytest" in command]
    after = {name: command for name, command, _ in alone(tmp_path)}
    whole = [place for marks, places in aside for place in places if not marks]
    parted = [place for marks, places in aside for place in places if marks]
    texts = [place for place in whole if place.endswith(".py")]
    rooms = [place for place in whole if place not in texts]
    assert {marks for marks, _ in aside} == {"", "not xvfb and not timed"}
    assert _chosen(after["tests that are timed"]) == ("timed and not xvfb", parted)
    assert parted == [f"tests/{room}" for room in ROOMS_ASIDE]
    assert rooms == [f"tests/{room}" for room in rooms_measured()]
    ignored = [one.partition("=")[2] for one in after["tests"] if one.startswith("--ignore")]
    assert sorted(ignored) == sorted([*parted, *rooms, "tests/test_*.py"])
    assert texts == sorted(
        f"tests/{one.name}" for one in (sources.REPO / "tests").glob("test_*.py")
    )


def test_what_looks_at_the_clock_is_marked_so() -> None:
    """By file: a helper may look at it for the test below."""
    lax = []
    for source in sources.files_of_tests():
        room = source.path.relative_to(sources.REPO / "tests").parts[0]
        names = {one.attr for one in ast.walk(source.tree) if isinstance(one, ast.Attribute)}
        names |= {one.id for one in ast.walk(source.tree) if isinstance(one, ast.Name)}
        if room in ROOMS_ASIDE and names & _CLOCKS and "timed" not in names:
            lax.append(source.place)
    assert not lax, "a test that looks at the clock is marked `timed`"


def test_what_the_tests_of_each_room_run_is_measured_apart(tmp_path: Path) -> None:
    files = [where.get("COVERAGE_FILE") for _, _, where in untimed(tmp_path)]
    measured = [one for one in files if one]
    assert len(set(measured)) == len(measured) == len(rooms_measured())
