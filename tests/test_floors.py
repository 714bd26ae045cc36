"""Imports run downhill: a file may import its own floor or one below, and what its floor allows."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sources import PACKAGE, REPO, Source, imported, package_files

FLOORS = {
    "domain": 0,
    "foreign": 1,
    "snapshot": 1,
    "demo": 1,
    "store": 1,
    "changes": 1,
    "export": 1,
    "state": 2,
    "paint": 3,
    "widgets": 4,
    "views": 5,
    "acts": 6,
    "assembly": 6,
    "walls": 6,
    "bench": 6,
}
"""The floor of each room; a file that lies directly in console/ belongs to the shell too."""

SHELL = 6
NAMES = ("words", "data", "state", "look", "widgets", "views", "shell")
NEIGHBOURS = {
    "foreign": set[str](),
    "snapshot": set[str](),
    "demo": {"foreign", "snapshot"},
    "store": {"snapshot"},
    "changes": {"snapshot", "store"},
    "export": {"snapshot", "store"},
}
"""Whom a room of floor 1 may import on its own floor; the shell and its bench know each other."""

OUTSIDE = {
    "numpy": 0,
    "pydantic": 0,
    "duckdb": 1,
    "osmium": 1,
    "platformdirs": 1,
    "pyarrow": 1,
    "pyogrio": 1,
    "pypinyin": 1,
    "pyproj": 1,
    "shapely": 1,
    "xlsxwriter": 1,
    "PySide6.QtCore": 2,
    "shiboken6": 2,
    "isal": 3,
    "PySide6.QtGui": 3,
    "PySide6.QtSvg": 3,
    "PySide6.QtWidgets": 4,
    "pyqtgraph": 4,
}
"""The lowest floor on which a package from outside may be imported."""


def room_of(module: str) -> str:
    """The room of a dotted name of ours: "console.store.load" lies in "store"."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOORS else "shell"


def floor_of(room: str) -> int:
    return FLOORS.get(room, SHELL)


def climbs(source: Source) -> list[str]:
    """What `source` imports from above, or from a neighbour it should not know, in words."""
    here = room_of(source.name)
    found = []
    for node, name in imported(source):
        there = room_of(name)
        if name.split(".")[0] != "console" or there == here or name == "console.VERSION":
            continue
        if floor_of(there) > floor_of(here):
            found.append(
                f"{source.at(node)}: {here} is on floor {floor_of(here)}"
                f" ({NAMES[floor_of(here)]}) and imports {name} from floor {floor_of(there)}"
                f" ({NAMES[floor_of(there)]}); move what it needs down or hand it in from above"
            )
        elif floor_of(there) == floor_of(here) < SHELL and there not in NEIGHBOURS.get(here, ()):
            found.append(
                f"{source.at(node)}: {here} may not know its neighbour {there} ({name});"
                " what both need belongs to a floor below"
            )
        elif there == "demo" and floor_of(here) < SHELL:
            found.append(f"{source.at(node)}: only the shell may import the demo street ({name})")
    return found


def strangers(source: Source) -> list[str]:
    """Packages from outside that the floor of `source` may not import, in words."""
    here = floor_of(room_of(source.name))
    found = []
    for node, name in imported(source):
        top = name.split(".")[0]
        if top in sys.stdlib_module_names or top in ("console", "__future__") or here == SHELL:
            continue
        known = next((key for key in OUTSIDE if f"{name}.".startswith(f"{key}.")), None)
        if known is None:
            found.append(f"{source.at(node)}: {name} is not in the table of packages we use")
        elif OUTSIDE[known] > here:
            found.append(
                f"{source.at(node)}: floor {here} ({NAMES[here]}) imports {name},"
                f" which is for floor {OUTSIDE[known]} ({NAMES[OUTSIDE[known]]}) and above"
            )
    return found


@pytest.mark.parametrize("source", package_files(), ids=lambda source: source.place)
def test_imports_run_downhill(source: Source) -> None:
    assert not climbs(source), "\n".join(climbs(source))


@pytest.mark.parametrize("source", package_files(), ids=lambda source: source.place)
def test_a_floor_uses_only_its_own_packages(source: Source) -> None:
    assert not strangers(source), "\n".join(strangers(source))


def test_every_room_has_a_floor() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    missing = rooms - set(FLOORS)
    assert not missing, f"give these folders of console/ a floor in this table: {sorted(missing)}"


def test_nothing_imports_pandas() -> None:
    found = [
        source.at(node)
        for source in package_files()
        for node, name in imported(source)
        if name.split(".")[0] == "pandas"
    ]
    assert not found, f"pandas costs half a second at the start: {found}"


def modules_of(*floors: int) -> list[str]:
    return [one.name for one in package_files() if floor_of(room_of(one.name)) in floors]


def loaded_by(modules: list[str]) -> set[str]:
    """The modules Python holds after importing `modules` in a fresh, safe-path interpreter."""
    code = f"import {', '.join(modules)}, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-W",
            "error",
            "-c",
            f"import sys; sys.path.insert(0, {str(REPO)!r})\n{code}",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_data_can_be_read_without_qt() -> None:
    loaded = loaded_by(modules_of(0, 1))
    assert not loaded & {"PySide6", "shiboken6", "pandas"}


def test_state_needs_no_more_of_qt_than_its_core() -> None:
    loaded = loaded_by(modules_of(0, 1, 2))
    assert not loaded & {"PySide6.QtGui", "PySide6.QtWidgets", "pandas"}


def test_painting_needs_no_widgets() -> None:
    loaded = loaded_by(modules_of(0, 1, 2, 3))
    assert not loaded & {"PySide6.QtWidgets", "pyqtgraph", "pandas"}


HEAVY = {
    *("pyarrow", "duckdb", "shapely", "pyproj", "pyqtgraph", "pydantic", "pypinyin", "osmium"),
    *("pyogrio", "xlsxwriter"),
}


AFTER_THE_FIRST_MAP = {
    *("console.store.lists", "console.store.aggregate", "console.store.sieve"),
    *("console.store.load", "console.assembly.panels", "console.acts.table"),
    "console.state.facets",
    *("console.state.map.hint", "console.state.section.layout", "difflib", "html"),
    *("console.paint.map.hint", "hashlib", "secrets"),
}
MODULES_BEFORE_IT = 132
"""How many modules of our own the first map may need; each takes some tenths of a millisecond."""


def test_the_console_starts_with_nothing_heavy() -> None:
    loaded = loaded_by(["console.assembly.running"])
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {*HEAVY, "pandas"}
    assert not loaded & AFTER_THE_FIRST_MAP
    assert len({name for name in loaded if name.startswith("console.")}) <= MODULES_BEFORE_IT


def test_what_reads_a_snapshot_again_needs_nothing_that_knows_shapes() -> None:
    loaded = loaded_by(["console.snapshot.read", "console.store.database"])
    assert {"pyarrow", "duckdb"} <= loaded
    assert not loaded & {"shapely", "pyproj"}


def test_the_command_line_starts_with_nothing_heavy() -> None:
    loaded = loaded_by(["console.cli"])
    assert not loaded & {*HEAVY, "PySide6", "numpy", "pandas"}
