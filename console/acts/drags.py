"""Drags a file out of the window: the list as a workbook, map and section as pictures.

The file is made when the drag begins, by whoever makes it for a menu, into a private folder that is
gone with the window; the drag goes on with it as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag

from console.acts.outgoing import OutgoingActs
from console.acts.page_sources import PageSources
from console.domain.leftovers import temporary_prefix
from console.export.publish import publish_files
from console.state.outgoing import Files
from console.state.pages.order import What
from console.widgets.drag_handle import DragHandle
from console.window import Window

Carry = Callable[[DragHandle, Path], object]


class DragActs(QObject):
    """Follows `handles`, by what each drags out; `carry` is how a file that is ready goes on."""

    def __init__(
        self,
        *,
        window: Window,
        sources: PageSources,
        outgoing: OutgoingActs,
        handles: dict[What, DragHandle],
    ) -> None:
        super().__init__(window)
        self._window, self._sources, self._acts = window, sources, outgoing
        self._handles = handles
        self._folder: TemporaryDirectory[str] | None = None
        self._made = 0
        self._busy: DragHandle | None = None
        self.carry: Carry = carried
        outgoing.outgoing.changed.connect(self._rest)
        for what, handle in handles.items():
            handle.dragged.connect(partial(self.drag, what))

    def drag(self, what: What) -> None:
        """Make a file; it is carried on when it is there and the mouse still down."""
        outgoing, handle = self._acts.outgoing, self._handles[what]
        if outgoing.busy or what not in self._sources.offered():
            self._window.status.note("page.drag_busy")
            return
        ready = partial(self._ready, handle)
        name = self._acts.dialogs.name_of(self._sources.offered()[what])
        if what == "list":
            self._acts.make_list(self._place(f"{name}.xlsx"), ready)
        else:
            self._draw(what, self._place(f"{name}.png"), ready)
        self._busy = handle
        handle.setCursor(Qt.CursorShape.BusyCursor)

    def close(self) -> None:
        """Take away what was made for drags."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder = None

    def _draw(self, what: What, place: Path, ready: Callable[[Path], object]) -> None:
        def read(files: Files) -> Path:
            return publish_files(place, files)[0]

        ordering, told = self._sources.picturing(what), self._sources.leaving(what)
        self._acts.outgoing.draw(ordering, told, place, read, ready)

    def _place(self, name: str) -> Path:
        """Where a file of that name is made: each in a folder of its own, so that names stay."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix=temporary_prefix(), ignore_cleanup_errors=True)
        self._made += 1
        folder = Path(self._folder.name, str(self._made))
        folder.mkdir()
        return folder / name

    def _ready(self, handle: DragHandle, file: Path) -> None:
        if not handle.is_held:
            self._window.status.note("page.drag_late")
            return
        self.carry(handle, file)
        handle.let_go()

    def _rest(self) -> None:
        """What was being made is there, or was called off."""
        if self._busy is not None and not self._acts.outgoing.busy:
            self._busy.unsetCursor()
            self._busy = None


def carried(handle: DragHandle, file: Path) -> None:
    """Let the drag go on with a file, as a copy; returns when it was dropped."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drag = QDrag(handle)
    drag.setMimeData(mime)
    drag.setPixmap(handle.icon().pixmap(handle.iconSize()))
    drag.exec(Qt.DropAction.CopyAction)
