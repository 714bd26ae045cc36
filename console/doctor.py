"""The doctor: what the console needs of a machine, whether it is there, and how to mend it.

Everything that may bring a process down (Qt, above all) is tried in a child process, so that the
doctor speaks even where the console cannot start.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from console import screen
from console.domain import resources, words
from console.domain.records import dataclass
from console.domain.words import say

LEAST_PYTHON = (3, 11)
NO_SAFE_QT = ((3, 12), (6, 12))
"""Below this Python, a Qt from this version on miscounts references and aborts."""

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""What Qt loads everywhere, and the Debian package that holds it."""

SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""What Qt loads besides on a machine with a screen."""

PACKAGES = ("numpy", "pyarrow", "shapely", "pyproj", "osmium", "pypinyin", "platformdirs")
_LEAST_MEMORY, _LEAST_DISK = 1 << 30, 1 << 29
_QT_SECONDS = 30
_ASK_QT = """
import json, sys
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
application = QGuiApplication([])
families = []
for font in sys.argv[1:]:
    families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(font))
screens = [
    [one.geometry().width(), one.geometry().height(), one.devicePixelRatio()]
    for one in application.screens()
]
print(json.dumps([qVersion(), application.platformName(), screens, families]))
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: a sentence of resources/words/doctor.toml, and whether it is well.

    `stops` is True when the console cannot start because of it.
    """

    key: str
    is_well: bool
    values: Mapping[str, object] = field(default_factory=dict)
    stops: bool = False

    def say(self, language: str) -> str:
        """The line: a mark, what was found, and the mend when something is wrong."""
        mark = "✓" if self.is_well else "✗"
        return f"{mark} {say(f'doctor.{self.key}', language, **self.values)}"


def examine() -> Iterator[Finding]:
    """Everything the doctor looks at, in order; slow parts as they come."""
    yield _python()
    yield from _packages()
    yield _duckdb()
    yield from _libraries()
    yield from _qt()
    yield _resources()
    yield from _folders()
    yield _memory()


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < LEAST_PYTHON:
        return Finding("python_old", False, {"version": version}, stops=True)
    return Finding("python", True, {"version": version, "path": sys.executable})


def _packages() -> Iterator[Finding]:
    lacking = [name for name in PACKAGES if not _imports(name)]
    if lacking:
        yield Finding("packages_lacking", False, {"names": words.listed(lacking)}, stops=True)
    else:
        yield Finding("packages", True, {"count": len(PACKAGES)})
    if importlib.util.find_spec("pandas"):
        yield Finding("pandas", False)


def _imports(name: str) -> bool:
    """Whether a package can be imported, whatever its import does when it cannot."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import {name}"], capture_output=True, check=False
    )
    return done.returncode == 0


def _duckdb() -> Finding:
    code = (
        "import duckdb; print(duckdb.__version__, duckdb.connect().execute('select 1').fetchone())"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False
    )
    if done.returncode or not done.stdout.strip().endswith("(1,)"):
        return Finding("duckdb_broken", False, {"reason": _last_line(done.stderr)}, stops=True)
    return Finding("duckdb", True, {"version": done.stdout.split()[0]})


def _libraries() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    lacking = _not_loadable(LIBRARIES)
    if lacking:
        yield Finding("libraries_lacking", False, _mend(lacking), stops=True)
    elif not (for_screens := _not_loadable(SCREEN_LIBRARIES)):
        yield Finding("libraries", True)
    else:
        yield Finding(
            "screen_libraries_lacking", False, _mend(for_screens), stops=screen.is_there()
        )


def _not_loadable(libraries: Mapping[str, str]) -> dict[str, str]:
    return {name: package for name, package in libraries.items() if not screen.can_load(name)}


def _mend(lacking: Mapping[str, str]) -> dict[str, object]:
    return {"libraries": words.listed(lacking), "packages": " ".join(lacking.values())}


def _qt() -> Iterator[Finding]:
    """Qt started in a child: its version, platform, screens and the bundled fonts."""
    fonts = [str(path) for path in sorted(resources.root().joinpath("fonts").glob("*.ttf"))]
    environment = dict(os.environ)
    if sys.platform == "linux" and not screen.is_there():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _ASK_QT, *fonts],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
            timeout=_QT_SECONDS,
        )
        version, platform, screens, families = json.loads(done.stdout)
    except (ValueError, subprocess.TimeoutExpired) as failure:
        reason = "" if isinstance(failure, subprocess.TimeoutExpired) else _last_line(done.stderr)
        yield Finding("qt_broken", False, {"reason": reason or "?"}, stops=True)
        return
    yield _qt_version(version)
    yield Finding("platform", True, {"platform": platform})
    yield _screens(platform, screens)
    if len(fonts) >= 2 and len(families) >= len(fonts):
        yield Finding("fonts", True, {"family": families[0]})
    else:
        yield Finding("fonts_lacking", False, {"folder": resources.root() / "fonts"}, stops=True)


def _qt_version(version: str) -> Finding:
    binding = importlib.metadata.version("PySide6-Essentials")
    python, qt = NO_SAFE_QT
    number = tuple(int(part) for part in binding.split(".")[:2])
    if sys.version_info[:2] < python and number >= qt:
        return Finding("qt_unsafe", False, {"version": binding}, stops=True)
    return Finding("qt", True, {"version": version, "binding": binding})


def _screens(platform: str, screens: list[list[float]]) -> Finding:
    if platform in ("offscreen", "minimal") or not screens:
        return Finding("no_screen", True)
    sizes = [f"{width:.0f}×{height:.0f} @{ratio:g}" for width, height, ratio in screens]
    return Finding("screens", True, {"count": len(screens), "sizes": words.listed(sizes)})


def _resources() -> Finding:
    lacking = [
        name
        for name in ("words", "themes", "scenarios", "fonts", "icons")
        if not resources.root().joinpath(name).is_dir()
    ]
    if lacking:
        return Finding("resources_lacking", False, {"names": words.listed(lacking)}, stops=True)
    return Finding("resources", True, {"folder": resources.root()})


def _folders() -> Iterator[Finding]:
    import platformdirs

    name = "street-console"
    folders = {
        "config": platformdirs.user_config_path(name, appauthor=False),
        "data": platformdirs.user_data_path(name, appauthor=False),
        "cache": platformdirs.user_cache_path(name, appauthor=False),
        "log": platformdirs.user_log_path(name, appauthor=False),
    }
    for use, folder in folders.items():
        values = {"use": words.both(f"doctor.use.{use}"), "folder": folder}
        yield Finding("folder" if _writable(folder) else "folder_closed", _writable(folder), values)
    free = shutil.disk_usage(_existing(folders["cache"])).free
    values = {"free": _gigabytes(free), "least": _gigabytes(_LEAST_DISK)}
    yield Finding("disk" if free >= _LEAST_DISK else "disk_full", free >= _LEAST_DISK, values)


def _writable(folder: Path) -> bool:
    """Whether a file can be written in `folder`, or the folder made when it is not there yet."""
    try:
        with tempfile.TemporaryFile(dir=_existing(folder)):
            return True
    except OSError:
        return False


def _existing(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())


def _memory() -> Finding:
    available = _available_memory()
    if available is None:
        return Finding("memory_unknown", True)
    values = {"free": _gigabytes(available), "least": _gigabytes(_LEAST_MEMORY)}
    well = available >= _LEAST_MEMORY
    return Finding("memory" if well else "memory_low", well, values)


def _available_memory() -> int | None:
    """Bytes of memory that may still be had; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    figures = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines if ":" in line}
    return figures.get("MemAvailable")


def _gigabytes(count: int) -> str:
    return f"{count / (1 << 30):.1f} GB"


def _last_line(text: str) -> str:
    """The line of an error's output that tells most: what could not be done, or else the last."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "ould not" in line or "Error" in line]
    return (telling or lines or ["?"])[-1][:200]
