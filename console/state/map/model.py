"""What the map is shaded by: the metric, its classes as the user left them, and the shading."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.map.classes import Classes, classes_for
from console.state.map.ground import ground_of
from console.state.map.metrics import Level, Metric, peak, values
from console.state.map.shading import MapClasses, Shading, classes_of, default_classes, shading
from console.state.session import Session
from console.store.columns import Street


class MapModel(QObject):
    """Follows what is kept; `changed` when metric, classes or frame did.

    `shading` is None while no street is open. Classes the user sets stay until another street
    opens, for each metric its own. While a filter is in force the map is shaded by how many people
    it keeps, or homes where it asks for homes alone, unless the user asks for another metric then;
    their classes follow the filter.
    """

    changed = Signal()

    def __init__(
        self, session: Session, keeping: Keeping | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeping = keeping or Keeping(session, parent=self)
        self._classes: dict[Metric, MapClasses] = {}
        self._of_filter: tuple[Filter, Metric, MapClasses] | None = None
        self._metric = Metric.ACTIVE
        self._metric_of_kept: Metric | None = None
        self.shading: Shading | None = None
        session.street_changed.connect(self._forget)
        self._keeping.changed.connect(self._shade)
        self._shade()

    @property
    def metric(self) -> Metric:
        """What the map is shaded by."""
        frame = self._keeping.frame
        if frame is None or frame.kept is None:
            return self._metric
        of_homes = Metric.UNITS if frame.kept.is_of_homes else Metric.PEOPLE
        return self._metric_of_kept or of_homes

    @property
    def classes(self) -> MapClasses | None:
        """The classes in force, None while no street is open."""
        street, metric = self._session.street, self.metric
        if street is None:
            return None
        if metric in self._classes:
            return self._classes[metric]
        return self._of_kept() if self._follows_filter else self._default(street)

    def choose_metric(self, metric: Metric) -> None:
        """Shade by another metric, as long as a filter is in force or none is; silent when so."""
        if metric is self.metric:
            return
        if self._is_filtered:
            self._metric_of_kept = metric
        else:
            self._metric = metric
        self._shade()

    def set_estates(self, classes: Classes) -> None:
        """Classes of estates with the user's own bounds."""
        self._set("estates", classes)

    def set_buildings(self, classes: Classes) -> None:
        """Classes of buildings with the user's own bounds."""
        self._set("buildings", classes)

    def set_number(self, level: str, number: int) -> None:
        """So many classes of a level ("estates" or "buildings"), their bounds by the season."""
        frame = self._keeping.frame
        if frame is not None:
            whole = self.metric is not Metric.RATE
            of: Level = "estates" if level == "estates" else "buildings"
            if self._follows_filter:
                found = values(frame, self.metric, of)
            else:
                found = peak(frame.street, self.metric, of)
            self._set(level, classes_for(found, number, whole=whole))

    def set_default(self) -> None:
        """The classes as they were at first."""
        self._classes.pop(self.metric, None)
        self._shade()

    @property
    def _is_filtered(self) -> bool:
        frame = self._keeping.frame
        return frame is not None and frame.kept is not None

    @property
    def _follows_filter(self) -> bool:
        return self._is_filtered and self.metric in (Metric.PEOPLE, Metric.UNITS)

    def _default(self, street: Street) -> MapClasses:
        """Classes by the season; of snapshots on one ground by that of the first, so they stay."""
        return default_classes(ground_of(street).street, self.metric)

    def _of_kept(self) -> MapClasses:
        """Classes by what was kept when the filter was put, the same at every instant."""
        frame, wanted = self._keeping.frame, self._keeping.filtering.filter
        assert frame is not None
        metric = self.metric
        if self._of_filter is None or self._of_filter[:2] != (wanted, metric):
            made = classes_of(values(frame, metric, "estates"), values(frame, metric, "buildings"))
            self._of_filter = (wanted, metric, made)
        return self._of_filter[2]

    def _set(self, level: str, classes: Classes) -> None:
        if self.classes is not None:
            self._classes[self.metric] = replace(self.classes, **{level: classes})
            self._shade()

    def _forget(self) -> None:
        """Another street has other numbers; in a snapshot that follows the classes stay."""
        if not self._session.runs_on:
            self._classes.clear()
            self._of_filter = None

    def _shade(self) -> None:
        frame, classes = self._keeping.frame, self.classes
        self.shading = None
        if frame is not None and classes is not None:
            self.shading = shading(frame, self.metric, classes)
        self.changed.emit()
