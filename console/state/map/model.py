"""What the map is shaded by: the metric, its classes as the user left them, and the shading."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.state.highlight import Entry
from console.state.kept import Keeping
from console.state.map.classes import Classes, classes_for
from console.state.map.metrics import Metric, peak
from console.state.map.shading import MapClasses, Shading, default_classes, shading
from console.state.session import Session


class MapModel(QObject):
    """Follows the session; `changed` when metric, classes or frame did.

    `shading` is None while no street is open. Classes the user sets stay until another street
    opens, for each metric its own.
    """

    changed = Signal()

    def __init__(
        self, session: Session, keeping: Keeping | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeping = keeping or Keeping(session, parent=self)
        self._classes: dict[Metric, MapClasses] = {}
        self.metric = Metric.ACTIVE
        self._entry: Entry | None = None
        self.shading: Shading | None = None
        session.street_changed.connect(self._forget)
        self._keeping.changed.connect(self._shade)
        self._shade()

    @property
    def classes(self) -> MapClasses | None:
        """The classes in force, None while no street is open."""
        street = self._session.street
        if street is None:
            return None
        if self.metric not in self._classes:
            self._classes[self.metric] = default_classes(street, self.metric)
        return self._classes[self.metric]

    def choose_metric(self, metric: Metric) -> None:
        """Shade by another metric; silent when it is so already."""
        if metric is not self.metric:
            self.metric = metric
            self._shade()

    def let_stand_out(self, entry: Entry | None) -> None:
        """Dim the places that hold nothing of an entry of the legend; None dims none."""
        if entry != self._entry:
            self._entry = entry
            self._shade()

    def set_estates(self, classes: Classes) -> None:
        """Classes of estates with the user's own bounds."""
        self._set("estates", classes)

    def set_buildings(self, classes: Classes) -> None:
        """Classes of buildings with the user's own bounds."""
        self._set("buildings", classes)

    def set_number(self, level: str, number: int) -> None:
        """So many classes of a level ("estates" or "buildings"), their bounds by the season."""
        street = self._session.street
        if street is not None:
            whole = self.metric is not Metric.RATE
            found = peak(street, self.metric, "estates" if level == "estates" else "buildings")
            self._set(level, classes_for(found, number, whole=whole))

    def set_default(self) -> None:
        """The classes as they were at first."""
        self._classes.pop(self.metric, None)
        self._shade()

    def _set(self, level: str, classes: Classes) -> None:
        if self.classes is not None:
            self._classes[self.metric] = replace(self.classes, **{level: classes})
            self._shade()

    def _forget(self) -> None:
        self._classes.clear()

    def _shade(self) -> None:
        frame, classes = self._keeping.frame, self.classes
        self.shading = None
        if frame is not None and classes is not None:
            self.shading = shading(frame, self.metric, classes, self._entry)
        self.changed.emit()
