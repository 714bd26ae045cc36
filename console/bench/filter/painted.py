"""The filter in the window: a click until every view is painted, and a recorded drag."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle

from PySide6.QtGui import QImage, QPainter

from console.bench.filter.clicks import scan
from console.bench.filter.dragged import Drag, drag_ages
from console.bench.filter.workload import Case, Click, Workload, cases
from console.bench.goals import goal_ms
from console.bench.rounds import Act
from console.bench.stage import Paints, Stage
from console.domain.records import dataclass
from console.state.filtering import NO_FILTER
from console.state.situation import Fill

FLOOR_GATE = 12.0


@dataclass(frozen=True, eq=False)
class FilterDesk:
    """The filter of a stage that shows map and section with all other views."""

    stage: Stage
    work: Workload
    scale: str
    rounds: int

    def acts(self) -> Iterator[Act]:
        """A click of every case until everything is painted."""
        self.stage.fill(Fill.BOTH)
        street = self.stage.console.session.street
        assert street is not None
        for case in cases(self.work, street):
            yield self._act(case)
        self._filter(NO_CLICK)

    def drag(self) -> Drag:
        """A range of ages dragged over the bars, every view following."""
        return drag_ages(self.stage)

    def _act(self, case: Case) -> Act:
        clicks = cycle(case.clicks)
        stage, work = self.stage, self.work
        picture = stage.console.window.grab().toImage()
        blank = QImage(picture.size(), picture.format())

        def ours() -> None:
            self._filter(next(clicks))

        def floor() -> None:
            scan(work)
            painter = QPainter(blank)
            painter.drawImage(0, 0, picture)
            painter.end()

        before = None if case.before is None else partial(self._filter, case.before)

        def counted() -> dict[str, int]:
            if before is not None:
                before()
            return {"filters": case.filters, **Paints(stage).of(ours)}

        return Act(
            name=f"painted_{case.name}",
            ours=ours,
            floor=floor,
            floor_name="scan_and_copy",
            goal_ms=goal_ms("click_painted", self.scale),
            floor_gate=FLOOR_GATE,
            before=before,
            rounds=self.rounds,
            counters=counted,
        )

    def _filter(self, click: Click) -> None:
        wanted = NO_FILTER
        for source, condition in click.conditions:
            wanted = wanted.put(source, (condition,))
        self.stage.console.keeping.filtering.revisit(wanted)
        self.stage.paint_kept()


NO_CLICK = Click({}, (), 1.0)
