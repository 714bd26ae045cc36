"""A sheet holds the kept rows as they stood at the instant, masked, with what its reader needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from console.domain.errors import UserError
from console.export import source as source_module
from console.export.rows import kept_rows
from console.export.sheet import sheet
from console.export.source import open_source
from console.store.answers import as_of_us
from console.store.arrow import rows_of
from console.store.columns import I32
from console.store.frame import frame
from console.store.load import load_street
from console.store.summary import summarise
from tests.export import snapshots
from tests.store.tiny import at

KINDS = (
    *("residents", "units", "buildings", "estates", "committees"),
    *("episodes", "checks", "facilities", "events"),
)


def rows(folder: Path, what: str, *where: str, **asked: Any) -> dict[str, dict[str, Any]]:
    """The rows of a sheet by their ids."""
    made = sheet(snapshots.source(folder, where, **asked), what, located=False).table
    listed: list[dict[str, Any]] = made.to_pylist()
    return {str(row[made.column_names[0]]): row for row in listed}


def test_a_person_has_state_day_class_and_place_beside_the_record(folder: Path) -> None:
    people = rows(folder, "residents")
    first = people["R01"]
    assert (first["state"], first["day"], first["of"]) == ("active", 7, 14)
    assert (first["last_day"], first["category"]) == (date(2020, 3, 25), "key")
    assert first["complete_from"] == datetime(2020, 3, 25, 16, tzinfo=UTC)
    assert (first["address"], first["estate"]) == ("丁香路910弄30号1102室", "丁香苑")
    assert (first["committee"], first["floor"], first["age"]) == ("丁香居委会", 11, 80)
    assert people["R02"]["state"] == "due"
    assert people["R08"]["place"] == "B3-0601", "the place is where the clock runs"
    assert people["R08"]["unit_id"] == "B1-0101", "the record stays what it is"
    assert [people["R09"][name] for name in ("place", "address", "estate")] == [None] * 3
    assert [people["R10"][name] for name in ("state", "day", "last_day")] == ["none", None, None]
    assert (people["R07"]["state"], people["R07"]["day"]) == ("planned", None)


def test_masked_people_have_no_name_phone_birthday_or_identity(folder: Path) -> None:
    people = rows(folder, "residents")
    assert (people["R03"]["name"], people["R06"]["name"]) == ("欧阳**", "J***")
    assert people["R01"]["phone"] == "138****00"
    assert people["R02"]["born"] == 1946
    assert "id_hash" not in people["R01"]
    assert rows(folder, "episodes")["P03"]["name"] == "欧阳**"
    assert rows(folder, "events")["A1"]["note"] == "欧阳**摔倒"


def test_of_a_masked_origin_the_province_or_country_stays(folder: Path) -> None:
    stays = rows(folder, "episodes")
    assert [stays[one]["origin_code"] for one in ("P01", "P03", "P04")] == ["IT", "420000", None]
    assert {one["origin"] for one in stays.values()} == {None}
    plain = rows(folder, "episodes", masked=False)["P03"]
    assert (plain["origin"], plain["origin_code"]) == ("来自420100", "420100")


def test_unmasked_they_are_as_in_the_snapshot(folder: Path) -> None:
    people = rows(folder, "residents", masked=False)
    assert (people["R03"]["name"], people["R01"]["phone"]) == ("欧阳修文", "13800000000")
    assert (people["R02"]["born"], len(people["R02"]["id_hash"])) == (date(1946, 3, 18), 64)
    assert rows(folder, "events", masked=False)["A1"]["note"] == "欧阳修文摔倒"


def test_foreign_columns_travel_also_under_a_name_of_ours(folder: Path) -> None:
    people = rows(folder, "residents")
    assert people["R01"]["bed"].startswith("床")
    assert (people["R01"]["state"], people["R01"]["state_given"]) == ("active", snapshots.FORMULA)


def test_what_has_not_happened_reads_as_null(folder: Path) -> None:
    checks, events = rows(folder, "checks"), rows(folder, "events")
    assert checks["K1"]["result"] == "36.5"
    assert [checks["K2"][name] for name in ("done_at", "result", "by")] == [None] * 3
    assert events["A1"]["received_at"] == at("2020-03-18 07:01")
    assert [events["A1"][name] for name in ("closed_at", "outcome")] == [None] * 2
    assert set(events) == {"A1", "A2"}, "A3 was raised an hour later"
    before = rows(folder, "episodes", as_of="2020-02-10")
    assert (before["P04"]["ended_at"], before["P04"]["outcome"]) == (None, None)
    assert before["P04"]["state"] == "active"
    assert rows(folder, "facilities", as_of="2020-03-17")["F1"]["due_on"] is None
    assert rows(folder, "facilities")["F1"]["due_on"] == date(2020, 3, 18)


def test_places_count_who_is_there(folder: Path) -> None:
    estates = rows(folder, "estates")
    assert [estates["E1"][name] for name in ("buildings", "units", "residents")] == [2, 23, 4]
    assert [estates["E1"][name] for name in ("active", "due", "complete")] == [2, 1, 1]
    assert estates["E3"]["units"] == 0
    units = rows(folder, "units")
    assert units["B1-1102"]["last_day"] == date(2020, 3, 25)
    assert units["B1-1102"]["active"] == 2
    assert rows(folder, "committees")["C2"]["estates"] == 1


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        (["state=active"], {"P01", "P02", "P08", "P09"}),
        (["estate=E2"], {"P04", "P05", "P06", "P08"}),
        (["tag=lives_alone"], {"P03"}),
        (["unit=nowhere"], set()),
    ],
)
def test_episodes_are_those_of_the_kept_people(
    folder: Path, where: list[str], kept: set[str]
) -> None:
    assert set(rows(folder, "episodes", *where)) == kept


def test_checks_and_alarms_follow_their_people_else_their_places(folder: Path) -> None:
    assert set(rows(folder, "checks", "state=due")) == {"K2"}
    assert set(rows(folder, "checks", "estate=E2")) == {"K3"}
    assert set(rows(folder, "events", "estate=E1")) == {"A1"}
    assert set(rows(folder, "facilities", "estate=E1")) == set()


@pytest.mark.parametrize("where", [[], ["state=active"], ["committee=C2"], ["age>=60", "floor>=3"]])
def test_a_sheet_has_as_many_rows_as_the_summary_counts(folder: Path, where: list[str]) -> None:
    source = snapshots.source(folder, where)
    totals = summarise(source.frame, source.conditions).totals
    for what in ("residents", "units", "buildings", "estates", "committees"):
        assert sheet(source, what, located=False).facts.rows == totals[what], what


def test_its_counts_are_those_of_the_summary_by_place(folder: Path) -> None:
    source = snapshots.source(folder, ["state=active,complete"])
    listed = rows(folder, "estates", "state=active,complete")
    for row in summarise(source.frame, source.conditions, "estate").by:
        if row.id is not None:
            found = listed.pop(row.id)
            assert found["residents"] == row.residents
            assert (found["units"], found["active"], found["complete"]) == (
                row.units,
                row.active,
                row.complete,
            )
    assert not listed


@pytest.mark.parametrize("what", KINDS)
def test_every_column_has_words(folder: Path, what: str) -> None:
    from console.domain.column_titles import title

    made = sheet(snapshots.source(folder), what, located=False).table
    for name in made.column_names:
        if name not in ("bed", "state_given"):
            assert title(name, what, "zh") != name, name


def test_rows_given_come_in_their_order(folder: Path) -> None:
    source = snapshots.source(folder)
    first = frame(source.street, as_of_us(source.street, None)).holders[[2, 0]]
    made = sheet(source, "residents", located=False, rows=source.table_rows("residents", first))
    wanted = [source.street.residents.id.text(int(row)) for row in first]
    assert made.table["resident_id"].to_pylist() == wanted


@pytest.mark.parametrize("what", KINDS)
def test_rows_given_are_those_of_the_whole_sheet(folder: Path, what: str) -> None:
    source = snapshots.source(folder)
    whole = sheet(source, what, located=False).table
    rows = kept_rows(source, what)[::-2]
    every = {str(next(iter(row.values()))): row for row in whole.to_pylist()}
    made = sheet(source, what, located=False, rows=rows).table.to_pylist()
    assert made
    for row in made:
        assert every[str(next(iter(row.values())))] == row


@pytest.mark.parametrize("what", ["units", "residents", "episodes"])
def test_rows_of_table_and_street_lead_to_each_other(folder: Path, what: str) -> None:
    source = snapshots.source(folder)
    there = np.arange(source.tables[what].num_rows)
    ids = source.tables[what][f"{what[:-1]}_id"].combine_chunks()
    own = {
        "units": source.unit_ids,
        "residents": source.resident_ids,
        "episodes": source.episode_ids,
    }[what]
    assert own.take(pa.array(source.street_rows(what))).equals(ids)
    for rows in (there, there[::-3]):
        at = source.street_rows(what, rows)
        assert own.take(pa.array(at)).equals(ids.take(pa.array(rows)))
        assert source.table_rows(what, at).tolist() == rows.tolist()


@pytest.mark.parametrize("what", ["residents", "units"])
def test_few_rows_ask_little_of_a_street(
    folder: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    known = rows_of

    def noted(column: pa.Array, ids: pa.Array) -> I32:
        asked.append(len(column))
        return known(column, ids)

    monkeypatch.setattr(source_module, "rows_of", noted)
    sheet(snapshots.source(folder), what, located=False, rows=np.arange(3))
    assert sum(asked) <= 3


def test_a_table_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    from tests.store import tiny

    bare = {name: rows for name, rows in tiny.sample().items() if name in ("buildings", "units")}
    source = snapshots.source(tiny.write(tmp_path / "bare.street", bare))
    with pytest.raises(UserError, match="no table residents"):
        sheet(source, "residents", located=False)
    assert sheet(source, "units", located=False).facts.rows == 41


def test_the_facts_say_filter_instant_snapshot_and_masking(folder: Path) -> None:
    source = snapshots.source(folder, ["state=active", "age>=60"], "2020-03-18T12:00")
    said = sheet(source, "residents", located=False).facts
    assert said.as_json()["where"] == ["state=active", "age>=60"]
    assert said.as_of == "2020-03-18T12:00:00+08:00"
    assert (said.snapshot, said.masking) == (source.manifest.key, "masked")
    assert "state=active 且 age>=60" in dict(said.lines("zh")).values()


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("located", [False, True])
def test_it_is_the_same_from_the_few_tables_it_reads_of_a_street_in_the_cache(
    folder: Path, what: str, located: bool
) -> None:
    load_street(folder)
    few = open_source(folder, what, where=["age>=0"])
    whole = snapshots.source(folder, ["age>=0"])
    assert len(few.tables) < len(whole.tables)
    one, other = (sheet(source, what, located=located) for source in (few, whole))
    assert one.table.equals(other.table)
    if one.shapes is not None and other.shapes is not None:
        assert one.shapes.tolist() == other.shapes.tolist()


def test_a_file_that_changed_since_is_refused(tmp_path: Path) -> None:
    folder = snapshots.write(tmp_path / "a.street")
    load_street(folder)
    content = bytearray((folder / "residents.parquet").read_bytes())
    content[100] ^= 1
    (folder / "residents.parquet").write_bytes(content)
    with pytest.raises(UserError, match="sha256"):
        open_source(folder, "residents")
