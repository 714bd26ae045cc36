"""What is done with layers: files become them, they come back, are gone to and told about."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from console.acts.layer_sight import LayerSight
from console.domain import words
from console.domain.errors import UserError
from console.domain.spoken import capped
from console.foreign.asked import Asked
from console.foreign.formats import main_file
from console.paint import theme
from console.state.layers.doing import LayerDoing
from console.state.layers.layer import Layer, Origin
from console.state.layers.model import Layers
from console.state.layers.opening import LayerOpening, Read, Wish
from console.state.look import Appearance, Look
from console.state.session import Session
from console.views.layer_table_view import LayerTableView
from console.views.layers_view import LayersView
from console.views.system_view import SystemView
from console.widgets.file_labels import label_in
from console.widgets.map.layer_sheets import LayerSheets
from console.window import Window

_MOST_TOLD = 5


class Complaints:
    """Why files did not become layers, those of one go together; `tell` says so, None for none."""

    def __init__(self, tell: Callable[[UserError | None], None]) -> None:
        self._tell = tell
        self._faults: list[UserError] = []
        self._told: UserError | None = None

    def begin(self) -> None:
        """Another go: what was told of an earlier one stands until a file is read."""
        self._faults.clear()

    def add(self, fault: UserError) -> None:
        """One file more is wrong."""
        self._faults.append(fault)
        every = len(self._faults)
        if every == 1:
            self.say(fault)
            return
        told = {
            language: "\n".join(one.say(language) for one in self._faults[:_MOST_TOLD])
            for language in words.LANGUAGES
        }
        key = "layers.several_faults" if every <= _MOST_TOLD else "layers.many_faults"
        self.say(UserError(key, count=every, told=told))

    def settle(self) -> None:
        """A file was read: what was told of an earlier go is taken back."""
        if not self._faults:
            self.say(None)

    def say(self, fault: UserError | None) -> None:
        """Tell of one thing alone; with None what was told is taken back."""
        if fault is not self._told:
            self._told = fault
            self._tell(fault)


class LayerActs(QObject):
    """Joins the layers, what reads them, and the views that show them.

    `troubled(UserError)` why files did not become layers, None when a later one did.
    """

    troubled = Signal(object)

    def __init__(
        self,
        *,
        window: Window,
        session: Session,
        look: Look,
        layers: Layers,
        doing: LayerDoing,
        opening: LayerOpening,
        view: LayersView,
        table: LayerTableView,
        sheets: LayerSheets,
        sight: LayerSight,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._look = window, session, look
        self._layers, self._doing, self._opening = layers, doing, opening
        self._view, self._table, self._sheets, self._sight = view, table, sheets, sight
        self._is_recalled = False
        self._complaints = Complaints(self.troubled.emit)
        self._fresh: list[str] = []
        self._metres = None if session.street is None else session.street.projection
        self._connect()
        self._dress(look.appearance)
        self.reopen()

    @property
    def drawn(self) -> tuple[Layer, ...]:
        """The layers that are to be seen on the map, the lowest first."""
        return self._layers.drawn()

    def choose_files(self) -> None:
        """Ask for files and lay them over the map."""
        dialog = QFileDialog(self._window)
        dialog.setWindowTitle(words.say("layers.act.add", self._look.appearance.language))
        label_in(dialog, self._look.appearance.language)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.fileSelected.connect(self.open)
        dialog.filesSelected.connect(self.open_all)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_drop(self, path: str) -> None:
        """A file was dropped: it becomes a layer of the street on show; "" is what is no file."""
        if not (path and Path(path).is_file()):
            self._begin()
            self._complaints.add(UserError("status.not_a_file"))
        elif self._session.street is None:
            self._complaints.say(UserError("layers.no_street"))
        else:
            self.open(path)

    def open_all(self, paths: list[str]) -> None:
        """Lay several files over the map."""
        for path in paths:
            self.open(path)

    def open(self, path: str, crs: str = "") -> None:
        """Lay a file over the map; whichever of a Shapefile's files is given, it is that."""
        self._begin()
        street = self._session.street
        whole = str(main_file(Path(path)))
        projection = street.projection if street is not None else None
        self._opening.open(Wish(whole, crs, projection))

    def reopen(self) -> None:
        """Read the layers there are for the street on show, those of the last time at first."""
        if self._session.street is None:
            return
        self._opening.cancel()
        self._doing.forget()
        origins = self._layers.forget_content() if self._is_recalled else self._layers.recall()
        self._is_recalled = True
        for path, crs in dict.fromkeys((one.path, one.crs) for one in origins):
            self.open(path, crs)

    def open_table(self, key: str, row: int = -1) -> None:
        """Choose a layer and show its table, standing on a row when one is given."""
        self._view.choose(key)
        self._table.show_layer(key)
        self._window.bring("layer_table")
        if row >= 0:
            self._table.stand_on(row)
            self._sheets.flash(key, row)
        self._table.setFocus()

    def ask_system(self, path: str, asked: Asked | None = None) -> None:
        """Ask in which system a file is, and read it so."""
        street = self._session.street
        plane = street.projection.epsg if street is not None and street.projection else 0
        dialog = SystemView(
            look=self._look,
            file=Path(path).name,
            bounds=asked.bounds if asked is not None else None,
            plane=plane,
            parent=self._window,
        )
        dialog.answered.connect(partial(self.open, path))
        dialog.open()

    def close(self) -> None:
        """Let nothing go on; returns when no thread is left."""
        self._opening.close()
        self._sheets.stop()

    def _connect(self) -> None:
        opening = self._opening
        opening.progressed.connect(self._progress)
        opening.read.connect(self._take)
        opening.failed.connect(self._fail)
        opening.idle.connect(self._window.status.work.hide)
        self._window.status.work.cancel_asked.connect(self._cancel)
        self._view.asked.connect(self._do)
        self._view.chose.connect(self._table.show_layer)
        self._table.row_chosen.connect(self._sheets.flash)
        self._table.row_entered.connect(self._sight.go_to_row)
        self._session.street_changed.connect(self._suit_street)
        self._look.changed.connect(self._dress)

    def _suit_street(self) -> None:
        """Metres mean other places in another street; in a snapshot that follows they may not."""
        street = self._session.street
        before, self._metres = self._metres, None if street is None else street.projection
        if not self._session.runs_on or self._metres != before:
            self.reopen()

    def _dress(self, appearance: Appearance) -> None:
        self._sheets.wear(theme.load(appearance.theme))

    def _do(self, act: str, key: str) -> None:
        layer = self._layers.of(key)
        if act == "add":
            self.choose_files()
        elif layer is None:
            return
        elif act == "zoom":
            self._sight.zoom_to(key)
        elif act == "table":
            self.open_table(key)
        elif act == "system":
            self.ask_system(layer.origin.path)

    def _progress(self, wish: Wish, share: float) -> None:
        said = words.say(
            "layers.reading", self._look.appearance.language, file=capped(Path(wish.path).name, 60)
        )
        self._window.status.work.show_work(said, share if share > 0 else -1.0)

    def _cancel(self) -> None:
        if self._opening.busy:
            self._opening.cancel()
            self._window.status.note("layers.cancelled")

    def _take(self, wish: Wish, read: Read) -> None:
        if isinstance(read, Asked):
            self.ask_system(wish.path, read)
            return
        known = {layer.key for layer in self._layers.layers}
        fresh = []
        for content in read:
            told = content.table.told
            origin = Origin(wish.path, told.name, wish.crs)
            fresh.append(self._layers.put(origin, capped(told.name, 80), content))
        if not fresh:
            self._fail(wish, UserError("layers.nothing", file=Path(wish.path).name))
            return
        self._complaints.settle()
        new = [one for one in self._layers.layers if one.key in fresh and one.key not in known]
        if new:
            self._welcome(capped(Path(wish.path).name, 60), new)

    def _welcome(self, file: str, layers: list[Layer]) -> None:
        """Of layers dropped in one go the first is chosen, all are told of and brought in sight."""
        layer, note = layers[0], self._window.status.note
        if not self._fresh:
            self._view.choose(layer.key)
            self._window.bring("layers")
        self._fresh += [one.key for one in layers]
        every = [one for key in self._fresh if (one := self._layers.of(key)) is not None]
        names = words.listed(one.title for one in every)
        if len(every) == 1:
            note("layers.added", name=layer.title, count=layer.rows)
        elif len(every) == len(layers):
            note("layers.added_several", file=file, count=len(layers), names=names)
        else:
            note("layers.added_together", count=len(every), names=names)
        if layer.shapes is None:
            self.open_table(layer.key)
        elif not all(self._sight.sees(one.box) for one in every):
            self._sight.zoom_to(*self._fresh)

    def _fail(self, wish: Wish, fault: UserError) -> None:
        if not self._layers.fail(wish.path, fault):
            self._complaints.add(fault)

    def _begin(self) -> None:
        """What is read in one go is complained of, told of and brought into sight together."""
        if not self._opening.busy:
            self._complaints.begin()
            self._fresh.clear()
