"""A folder of snapshots read as a series: manifests alone, of one street, in order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import instants
from console.domain.errors import Cancelled
from console.state.coordinator import Coordinator
from console.state.series import Asked, Series, Stop, read_series
from console.state.series_watch import SeriesWatch
from console.store.columns import Street
from tests.store import tiny

DAY_US = instants.MICROS_A_DAY
AT_US = instants.micros(tiny.AS_OF)


def write(home: Path, day: int, **said: Any) -> Path:
    at = f"2020-03-{day:02d}T08:00:00+08:00"
    given: dict[str, Any] = {"as_of": at, "created": at, "producer": f"made on the {day}th", **said}
    return tiny.write(home / f"huamu-202003{day:02d}.street", **given)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for day in (16, 17, 18):
        write(tmp_path, day)
    return tmp_path


def never() -> bool:
    return False


def asked(home: Path, day: int = 18) -> Asked:
    folder = str(home / f"huamu-202003{day:02d}.street")
    return Asked(str(home), folder, "310115016", "none", AT_US)


def names(series: Series) -> list[str]:
    return [one.name.removeprefix("huamu-202003").removesuffix(".street") for one in series.stops]


def test_the_snapshots_stand_in_the_order_of_their_instants(home: Path) -> None:
    found = read_series(asked(home), never)
    assert names(found) == ["16", "17", "18"]
    assert [one.as_of_us for one in found.stops] == [AT_US - 2 * DAY_US, AT_US - DAY_US, AT_US]
    assert found.stops[0].producer == "made on the 16th"
    assert all(one.is_whole for one in found.stops)


def test_data_files_are_not_opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    plain = Path.open

    def watched(path: Path, *given: Any, **named: Any) -> IO[Any]:
        opened.append(path.name)
        file: IO[Any] = plain(path, *given, **named)
        return file

    monkeypatch.setattr(Path, "open", watched)
    read_series(asked(home), never)
    assert set(opened) == {"manifest.json"}


def test_another_street_and_what_is_still_written_are_not_of_it(home: Path) -> None:
    write(home, 15, street_code="310115099")
    shutil.copytree(home / "huamu-20200317.street", home / ".huamu-20200319.street")
    (home / "notes").mkdir()
    assert names(read_series(asked(home), never)) == ["16", "17", "18"]


def test_masked_copies_and_parts_are_series_of_their_own(home: Path) -> None:
    write(home, 13, masking="masked")
    write(home, 14, extra={"export": {"where": ["estate=E1"]}})
    write(home, 15, extra={"export": {"where": ["estate=E1"]}})
    write(home, 12, extra={"export": {"where": []}})
    assert names(read_series(asked(home), never)) == ["12", "16", "17", "18"]
    assert names(read_series(asked(home, 15), never)) == ["14", "15"]


def test_a_manifest_that_cannot_be_read_is_named(home: Path) -> None:
    (home / "huamu-20200317.street" / "manifest.json").write_text('{"format": "str', "utf-8")
    found = read_series(asked(home), never)
    assert names(found) == ["16", "18"]
    assert found.unread == ("huamu-20200317.street",)


def test_a_snapshot_with_a_file_missing_is_not_whole(home: Path) -> None:
    (home / "huamu-20200317.street" / "units.parquet").unlink()
    assert [one.is_whole for one in read_series(asked(home), never).stops] == [True, False, True]


def test_of_one_instant_the_correction_comes_last(home: Path) -> None:
    later = "2020-03-18T11:00:00+08:00"
    write(home, 10, as_of="2020-03-17T08:00:00+08:00", created=later)
    assert names(read_series(asked(home), never)) == ["16", "17", "10", "18"]


def test_a_folder_that_is_not_there_holds_no_series(tmp_path: Path) -> None:
    assert read_series(asked(tmp_path / "gone"), never) == Series()


def test_reading_can_be_called_off(home: Path) -> None:
    with pytest.raises(Cancelled):
        read_series(asked(home), lambda: True)


def stop(day: int) -> Stop:
    return Stop(day * 10, "", f"/{day}.street", "", str(day), is_whole=True)


DAYS = Series((stop(1), stop(2), stop(4)))


@pytest.mark.parametrize(
    ("at", "open_", "due"),
    [
        (20, 20, None),
        (25, 20, None),
        (25, 10, 20),
        (39, 10, 20),
        (40, 10, 40),
        (99, 40, None),
        (15, 40, 10),
        (5, 40, 10),
        (5, 10, None),
        (25, 22, None),
        (15, 5, 10),
    ],
)
def test_the_newest_snapshot_not_after_the_instant_is_due(
    at: int, open_: int, due: int | None
) -> None:
    found = DAYS.due(at, open_)
    assert (None if found is None else found.as_of_us) == due


def test_stops_before_and_after_an_instant() -> None:
    assert DAYS.before(10) is None
    assert DAYS.after(40) is None
    before, after = DAYS.before(20), DAYS.after(20)
    assert before is not None
    assert after is not None
    assert (before.as_of_us, after.as_of_us) == (10, 40)


class Heard:
    """Everything a watch says."""

    def __init__(self, watch: SeriesWatch) -> None:
        self.said: list[str] = []
        watch.found.connect(lambda folder: self.said.append(Path(folder).name or "none newer"))
        watch.gone.connect(lambda: self.said.append("gone"))


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[SeriesWatch]:
    workers = Coordinator()
    made = SeriesWatch(workers)
    yield made
    made.stop()
    workers.close()


def street(home: Path, day: int) -> Street:
    as_of_us = AT_US + (day - 18) * DAY_US
    return tiny.street(folder=str(home / f"huamu-202003{day:02d}.street"), as_of_us=as_of_us)


def test_a_newer_snapshot_is_found_and_one_that_goes_is_told(
    home: Path, watch: SeriesWatch, qtbot: QtBot
) -> None:
    heard = Heard(watch)
    with qtbot.waitSignal(watch.read):
        watch.watch(street(home, 17))
    assert names(watch.series) == ["16", "17", "18"]
    assert heard.said == ["huamu-20200318.street"]
    shutil.rmtree(home / "huamu-20200318.street")
    shutil.rmtree(home / "huamu-20200317.street")
    with qtbot.waitSignal(watch.gone):
        watch.look()
    assert names(watch.series) == ["16"]
    assert heard.said == ["huamu-20200318.street", "none newer", "gone"]


def test_stepping_back_offers_nothing_that_was_left_behind(
    home: Path, watch: SeriesWatch, qtbot: QtBot
) -> None:
    heard = Heard(watch)
    with qtbot.waitSignal(watch.read):
        watch.watch(street(home, 18))
    watch.step(street(home, 16))
    assert heard.said == []
    write(home, 19)
    with qtbot.waitSignal(watch.found):
        watch.look()
    assert heard.said == ["huamu-20200319.street"]


def test_a_newer_one_that_is_not_whole_is_not_offered(
    home: Path, watch: SeriesWatch, qtbot: QtBot
) -> None:
    (home / "huamu-20200318.street" / "units.parquet").unlink()
    heard = Heard(watch)
    with qtbot.waitSignal(watch.read):
        watch.watch(street(home, 17))
    assert heard.said == []


def test_a_folder_is_said_once_while_it_stays_as_it_is(
    home: Path, watch: SeriesWatch, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(watch.read):
        watch.watch(street(home, 18))
    with qtbot.assertNotEmitted(watch.read, wait=200):
        watch.look()


def test_the_wall_finds_the_newest_of_a_street(home: Path) -> None:
    from console.state.wall.newest import newest_in

    assert Path(newest_in(home)).name == "huamu-20200318.street"
    assert newest_in(home, "310115016", AT_US) == ""
    manifest = home / "huamu-20200318.street" / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    said["street"]["code"] = "310115099"
    manifest.write_text(json.dumps(said), "utf-8")
    assert Path(newest_in(home, "310115016")).name == "huamu-20200317.street"
