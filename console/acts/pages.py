"""Acts upon pictures and pages: save a pane or a booklet, copy a picture of a pane."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from console.acts import Act
from console.acts.copied_picture import CopiedPicture
from console.acts.outgoing import OutgoingActs
from console.acts.page_sources import PageSources
from console.state.look import Look
from console.state.outgoing import Files
from console.state.pages.order import Paper, What
from console.views.pages_view import PagesView
from console.window import Window


class PageActs(QObject):
    """Each method is one act; what is drawn goes through `outgoing`, a piece of work at a time."""

    def __init__(
        self,
        *,
        window: Window,
        look: Look,
        sources: PageSources,
        outgoing: OutgoingActs,
    ) -> None:
        super().__init__(window)
        self._window, self._look = window, look
        self.sources, self._outgoing = sources, outgoing.outgoing
        self._dialogs = outgoing.dialogs
        self.view: PagesView | None = None
        self._wanted: tuple[What, Paper] | None = None
        self._copied: CopiedPicture | None = None
        self._dialogs.page_chosen.connect(self.write)

    def ask_of(self, what: What) -> None:
        """Ask how a certain pane is to leave."""
        if what in self.sources.offered():
            self._open(what)

    def table(self) -> dict[str, Act]:
        """The acts by command."""
        return {
            "snapshot.pages": self.ask,
            "snapshot.booklet": self.ask_booklet,
            "snapshot.copy_picture": self.copy,
        }

    def ask(self) -> None:
        """Ask how the pane at hand, or another, is to leave."""
        self._open(self.sources.at_hand())

    def ask_booklet(self) -> None:
        """Ask how the sections of the chosen estate are to leave."""
        self._open("booklet")

    def choose_file(self, what: What, paper: Paper) -> None:
        """Ask for the file of something on some paper."""
        self._wanted = what, paper
        self._dialogs.ask_pages(self.sources.offered()[what], paper.ending)

    def write(self, file: str) -> None:
        """Write what was asked for into a file."""
        if self._wanted is not None:
            what, paper = self._wanted
            ordering, told = self.sources.ordering(what, paper), self.sources.leaving(what)
            self._outgoing.write_pages(Path(file), ordering, told)

    def copy(self) -> None:
        """Put a picture of the pane at hand on the clipboard, by day, masked as on the screen."""
        what = self.sources.at_hand()
        name = self.sources.offered()[what]

        def put(content: bytes) -> None:
            self._put(name, content)

        ordering = self.sources.picturing(what, in_sight=True)
        self._outgoing.draw(ordering, self.sources.leaving(what), None, _first, put)

    def close(self) -> None:
        """Leave a picture on the clipboard that needs nobody here: what is ours goes with us."""
        clipboard, copied = QGuiApplication.clipboard(), self._copied
        if copied is not None and clipboard.mimeData() is copied:
            clipboard.setImage(copied.image)
        self._copied = None

    def _open(self, first: What) -> None:
        view = PagesView(
            look=self._look,
            offered=self.sources.offered(),
            first=first,
            parent=self._window,
        )
        view.chosen.connect(self._choose)
        view.destroyed.connect(self._forget)
        self.view = view
        view.open()

    def _choose(self, what: What, paper: Paper) -> None:
        pane_px = self.sources.pane_px(what)
        self.choose_file(what, replace(paper, pane_px=pane_px))

    def _forget(self) -> None:
        self.view = None

    def _put(self, name: str, content: bytes) -> None:
        self._copied = copied = CopiedPicture(content)
        QGuiApplication.clipboard().setMimeData(copied)
        width, height = copied.size
        self._window.status.note("page.copied", what=name, width=width, height=height)


def _first(files: Files) -> bytes:
    """The one file of a picture of a pane."""
    return files[0]
