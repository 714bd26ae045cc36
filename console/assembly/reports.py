"""What happens to streets, said where it belongs: opening view, status bar, or message bar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from console.domain import words
from console.domain.errors import UserError
from console.domain.spoken import capped, instant
from console.state.look import Look
from console.state.session import Session
from console.state.streets import Streets
from console.store.columns import Street
from console.window import Window


class Reports(QObject):
    """Listens to `streets`; while nothing is open the opening view speaks, then the bars do."""

    def __init__(self, session: Session, streets: Streets, window: Window, look: Look) -> None:
        super().__init__(window)
        self._session, self._window, self._look = session, window, look
        self._fault: UserError | None = None
        streets.progressed.connect(self._progress)
        streets.opened.connect(self._opened)
        streets.stepped.connect(self._stepped)
        streets.failed.connect(self._failed)
        streets.cancelled.connect(self._cancelled)
        streets.watch.gone.connect(self._gone)
        streets.watch.found.connect(self._newer)
        streets.troubled.connect(self._say_fault)
        look.changed.connect(self._relabel)
        window.message.dismiss.clicked.connect(self._forget)
        window.status.work.cancel_asked.connect(streets.cancel)

    def _progress(self, key: str, share: float) -> None:
        said = words.say(key, self._look.appearance.language)
        if self._is_open:
            self._window.status.work.show_work(said, share)
        else:
            self._window.opening.show_work(said, share)

    def _opened(self, street: Street) -> None:
        self._say_fault(None)
        self._window.status.work.hide()
        self._window.status.stand()
        spoken = {one: instant(street.as_of_us, street.zone, one) for one in words.LANGUAGES}
        self._window.status.note("status.opened", street=street.name, instant=spoken)

    def _stepped(self) -> None:
        self._say_fault(None)
        self._window.status.work.hide()
        self._window.status.stand()

    def _failed(self, fault: UserError) -> None:
        self._window.status.work.hide()
        if self._is_open:
            self._say_fault(fault)
        else:
            self._window.opening.show_fault(fault.key, fault.values)

    def _cancelled(self) -> None:
        self._window.status.work.hide()
        if self._is_open:
            self._window.status.note("status.cancelled")
        else:
            self._window.opening.show_nothing()

    def _gone(self) -> None:
        self._window.status.stand("status.gone")

    def _newer(self, folder: str) -> None:
        self._window.top_bar.offer_newer(bool(folder))
        if folder:
            self._window.status.note("status.newer", name=capped(Path(folder).name))

    @property
    def _is_open(self) -> bool:
        return self._session.street is not None

    def _forget(self) -> None:
        """A fault that was read does not come back with another language or theme."""
        self._say_fault(None)

    def _say_fault(self, fault: UserError | None) -> None:
        self._fault = fault
        self._relabel()

    def _relabel(self) -> None:
        language = self._look.appearance.language
        self._window.message.say(self._fault.say(language) if self._fault else "")
