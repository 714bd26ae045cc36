"""What every test stands on: a street of its own, private folders, and nothing left running."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from console.domain import leftovers
from console.store import memory

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from console.store.columns import Street

REPO = Path(__file__).resolve().parent.parent
_HOME = Path(tempfile.mkdtemp(prefix=leftovers.temporary_prefix()))
_FOLDERS = ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR")
_GRACE_S = 2.0
"""How long a thread that was told to stop may take before it counts as left behind."""


def _private_folders(home: Path) -> dict[str, str]:
    """Variables that put everything a user keeps below `home`; the folders exist, mode 700."""
    variables = {f"XDG_{name}": home / name.lower() for name in _FOLDERS}
    for folder in variables.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in variables.items()}


hypothesis.settings.register_profile(
    "console",
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("console")  # a busy machine is no fault of the code
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
memory.lend_little()
os.environ.update(_private_folders(_HOME))


def pytest_unconfigure() -> None:
    """The private folders go with the run."""
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of real windows run on a (virtual) screen; without one they skip with a sentence."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    skip = pytest.mark.skip(reason="needs a screen: ./street-console test gives it a virtual one")
    for item in items:
        if item.get_closest_marker("xvfb"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application with the bundled fonts, the same on every machine."""
    from console.paint import theme

    assert theme.FAMILY in theme.load_fonts()
    return qapp


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtBot]:
    """The plugin's, which keeps the windows it will close.

    It knows them weakly: one that a test let go of while it had paints to come was collected as
    garbage in the middle of such a paint, under its painter.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def keep(widget: QWidget, **options: Any) -> None:
        kept.append(widget)
        add(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", keep)
    yield qtbot
    kept.clear()


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the checkout."""
    return REPO


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files beside the checkout; skips where they are not."""
    folder = REPO.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files (../shared/data) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def sample_street() -> Path:
    """The small synthetic street that is committed with the project."""
    folder = REPO / "data" / "sample.street"
    assert folder.is_dir(), "data/sample.street is missing: write it again, see data/README.md"
    return folder


@pytest.fixture(scope="session")
def street(sample_street: Path) -> Street:
    """The committed street as columns, loaded once a run and never written to."""
    from console.store.load import load_street

    return load_street(sample_street)


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folders for this test alone: preferences, data and cache start empty."""
    home = tmp_path / "home"
    for name, folder in _private_folders(home).items():
        monkeypatch.setenv(name, folder)
    return home


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, a running timer or a top-level widget behind.

    The pointer goes back: where a test left it, it would hover over the next one's window.
    """
    threads = set(threading.enumerate())
    uses_qt = "qapp" in request.fixturenames
    objects = _running_objects() if uses_qt else set()
    pointed = _pointer().pos() if uses_qt else None
    yield
    left = _threads_left(threads)
    if pointed is not None:
        _pointer().setPos(pointed)
        left += _objects_left(objects)
    if left:
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)


def _threads_left(before: set[threading.Thread]) -> list[str]:
    left = []
    for thread in set(threading.enumerate()) - before:
        thread.join(_GRACE_S)
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    return left


def _objects_left(before: set[str]) -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from PySide6.QtWidgets import QToolTip

    QToolTip.hideText()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if _running_objects() - before:
        gc.collect()
    left = sorted(_running_objects() - before)
    pool = QThreadPool.globalInstance()
    if not pool.waitForDone(int(_GRACE_S * 1000)):
        left.append(f"{pool.activeThreadCount()} threads of the global pool")
    return left


def _pointer() -> type[QCursor]:
    from PySide6.QtGui import QCursor

    return QCursor


def _running_objects() -> set[str]:
    """Running timers and threads and top-level widgets Python knows of, by type and address."""
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    wrapped = Shiboken.getAllValidWrappers()
    running = {_name(one) for one in wrapped if isinstance(one, QObject) and _runs(one)}
    return running | {_name(one) for one in QApplication.topLevelWidgets()}


def _runs(one: QObject) -> bool:
    from PySide6.QtCore import QThread, QTimer

    if isinstance(one, QTimer):
        return one.isActive()
    return isinstance(one, QThread) and one.isRunning() and one is not _gui_thread()


def _gui_thread() -> QObject | None:
    from PySide6.QtCore import QCoreApplication

    application = QCoreApplication.instance()
    return application.thread() if application else None


def _name(one: QObject) -> str:
    title = one.objectName() or "unnamed"
    return f"{type(one).__name__} {title} at {id(one):#x}"
