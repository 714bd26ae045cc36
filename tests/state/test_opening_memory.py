"""A cancelled opening gives its memory back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pytestqt.qtbot import QtBot

from console.snapshot.manifest import ManifestDraft
from console.snapshot.write import write_snapshot
from console.state.opening import Opening
from console.store.memory import give_back

PEOPLE, UNITS = 150_000, 60_000
STATM = Path("/proc/self/statm")
PAGE = 4096


def resident_mb() -> float:
    """Memory of this process, after what nobody uses was given back."""
    gc.collect()
    give_back()
    return int(STATM.read_text().split()[1]) * PAGE / 1e6


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """A snapshot with many people in one long row of units."""
    homes = pa.array([f"U{number:06d}" for number in range(UNITS)])
    place = np.arange(UNITS)
    buildings = [f"B{number:04d}" for number in range(100)]
    tables = {
        "buildings": pa.table(
            {"building_id": buildings, "name": buildings, "floors_above": [200] * 100}
        ),
        "units": pa.table(
            {
                "unit_id": homes,
                "building_id": pa.array(buildings).take(pa.array(place // 600)),
                "floor": place % 600 // 3 + 1,
                "column": place % 3,
                "room": homes,
                "occupancy": ["owner"] * UNITS,
            }
        ),
        "residents": pa.table(
            {
                "resident_id": [f"R{number:06d}" for number in range(PEOPLE)],
                "unit_id": homes.take(pa.array(np.arange(PEOPLE) * UNITS // PEOPLE)),
                "name": [f"李{number}" for number in range(PEOPLE)],
                "phone": [f"p{number:012d}" for number in range(PEOPLE)],
            }
        ),
    }
    draft = ManifestDraft(
        street_code="1", street_name={"zh": "满街"}, as_of="2020-03-18T08:00:00+08:00"
    )
    return write_snapshot(tmp_path / "crowded.street", draft, tables)


class Impatient:
    """Cancels an opening at a share of its way."""

    def __init__(self, opening: Opening, share: float) -> None:
        self.opening, self.share = opening, share
        self.stages: set[str] = set()
        opening.progressed.connect(self._hear)

    def _hear(self, stage: str, share: float) -> None:
        self.stages.add(stage)
        if share >= self.share:
            self.opening.cancel()


@pytest.fixture
def opening(qtbot: QtBot, own_home: Path) -> Iterator[Opening]:
    assert own_home
    made = Opening()
    yield made
    made.close()


@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("share", [0.05, 0.72])
def test_memory_is_back_within_a_tenth_after_a_cancelled_opening(
    qtbot: QtBot, opening: Opening, crowded: Path, share: float
) -> None:
    impatient = Impatient(opening, share)
    before = resident_mb()
    for _ in range(3):
        with qtbot.waitSignal(opening.cancelled, timeout=20_000):
            opening.open(crowded)
    assert impatient.stages
    qtbot.waitUntil(lambda: resident_mb() < before * 1.1, timeout=5000)
