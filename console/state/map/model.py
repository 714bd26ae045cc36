"""What the map is shaded by: the metric, its classes as the user left them, and the shading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.map.classes import Classes, classes_for
from console.state.map.metrics import Level, Metric, peak, values
from console.state.map.shading import MapClasses, Shader, Shading
from console.state.session import Session
from console.store.frame import Frame


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
        self._shader = Shader()
        self.shading: Shading | None = None
        session.street_changed.connect(self._forget)
        self._keeping.changed.connect(self._shade)
        self._keeping.foresee(self._foresee)
        self._shade()

    @property
    def metric(self) -> Metric:
        """What the map is shaded by."""
        return self._shader.metric_at(self._keeping.frame)

    @property
    def classes(self) -> MapClasses | None:
        """The classes in force, None while no street is open."""
        frame = self._keeping.frame
        return None if frame is None else self._shader_now().classes_at(frame)

    def choose_metric(self, metric: Metric) -> None:
        """Shade by another metric, as long as a filter is in force or none is; silent when so."""
        if metric is self.metric:
            return
        self.recall(metric, filtered=self._is_filtered)

    @property
    def asked(self) -> Metric | None:
        """The metric asked for, as long as a filter is in force or none is; None for what suits."""
        return self._shader.metric_of_kept if self._is_filtered else self._shader.metric

    def recall(self, asked: Metric | None, *, filtered: bool) -> None:
        """Ask for a metric as it was asked for under a filter or without one."""
        if filtered:
            self._shader = replace(self._shader, metric_of_kept=asked)
        elif asked is not None:
            self._shader = replace(self._shader, metric=asked)
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
            if self._shader.follows_filter(frame):
                found = values(frame, self.metric, of)
            else:
                found = peak(frame.street, self.metric, of)
            self._set(level, classes_for(found, number, whole=whole))

    def set_default(self) -> None:
        """The classes as they were at first."""
        others = {metric: one for metric, one in self._shader.own.items() if metric != self.metric}
        self._shader = replace(self._shader, own=others)
        self._shade()

    @property
    def _is_filtered(self) -> bool:
        frame = self._keeping.frame
        return frame is not None and frame.kept is not None

    def _set(self, level: str, classes: Classes) -> None:
        if self.classes is not None:
            own = replace(self.classes, **{level: classes})
            self._shader = replace(self._shader, own={**self._shader.own, self.metric: own})
            self._shade()

    def _forget(self) -> None:
        """Another street has other numbers; in a snapshot that follows the classes stay."""
        if not self._session.runs_on:
            self._shader = replace(self._shader, own={}, of_filter=None)

    def _shader_now(self) -> Shader:
        """How the frame on show is shaded."""
        return replace(self._shader, filter=self._keeping.filter)

    def _foresee(self, filter_: Filter) -> Callable[[Frame], object]:
        return replace(self._shader, filter=filter_).foresee

    def _shade(self) -> None:
        frame = self._keeping.frame
        self.shading = None
        if frame is not None:
            self._shader = self._shader_now().noting(frame)
            self.shading = self._shader.shade(frame)
        self.changed.emit()
