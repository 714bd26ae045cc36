"""The board: one frame with everything counted once that the scenes are made from."""

from __future__ import annotations

import numpy as np

from console.domain import banding
from console.domain.conditions import Condition
from console.domain.records import dataclass
from console.state.map.ground import MapGround, ground_of
from console.state.wall.census import Census, census
from console.store.alarms import NO_ALARMS, Alarms
from console.store.columns import I32
from console.store.frame import Frame


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """A street at an instant, its census, its alarms, and its geometry."""

    frame: Frame
    census: Census
    alarms: Alarms
    ground: MapGround
    conditions: tuple[Condition, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether the people of some conditions alone are counted."""
        return bool(self.conditions)

    def busiest_estates(self) -> I32:
        """Rows of estates with somebody under the clock, the fullest first; never by small counts.

        Those whose counts look alike on the wall stay in the order of their ids.
        """
        return _ranked(self.census.estates)

    def busiest_buildings(self) -> I32:
        """Rows of buildings with somebody under the clock, as `busiest_estates`."""
        return _ranked(self.census.buildings)


def board(frame: Frame, alarms: Alarms = NO_ALARMS) -> Board:
    """Count a frame for the wall; UserError when the snapshot holds no people."""
    return Board(frame, census(frame), alarms, ground_of(frame.street))


def _ranked(codes: I32) -> I32:
    order = np.argsort(-banding.order(codes), kind="stable")
    found: I32 = order[banding.order(codes)[order] > 0].astype(np.int32)
    return found
