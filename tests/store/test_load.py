"""Loading a street: from files once, then from the cache, never from what is damaged or stale."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import weakref
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from console.domain.errors import Cancelled, UserError
from console.snapshot.manifest import read_manifest
from console.store import cache, load, people
from console.store.columns import Street
from console.store.database import ASKED
from tests.store import tiny


@pytest.fixture
def snapshot(own_home: Path, tmp_path: Path) -> Path:
    assert own_home
    return tiny.write(tmp_path / "a.street")


def assert_same(one: object, other: object, path: str = "street") -> None:
    """Two streets hold the same values in the same dtypes."""
    assert type(one) is type(other), path
    if isinstance(one, np.ndarray):
        assert isinstance(other, np.ndarray)
        assert one.dtype == other.dtype, path
        np.testing.assert_array_equal(one, other, err_msg=path)
    elif is_dataclass(one):
        for field in fields(one):
            inner = getattr(one, field.name), getattr(other, field.name)
            assert_same(*inner, f"{path}.{field.name}")
    else:
        assert one == other, path


def arrays(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """All arrays of a street, through its parts."""
    for inner in (getattr(value, one.name) for one in fields(value)):
        if isinstance(inner, np.ndarray):
            yield inner
        elif is_dataclass(inner):
            yield from arrays(inner)


def kept(snapshot: Path) -> Path:
    return cache.folder_of(read_manifest(snapshot).key)


def from_cache(snapshot: Path) -> Street | None:
    return cache.read(read_manifest(snapshot).key, str(snapshot))


def damage(file: Path, at: int = -1) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_the_cache_gives_the_street_the_files_gave(snapshot: Path) -> None:
    first = load.load_street(snapshot)
    again = from_cache(snapshot)
    assert again is not None
    assert_same(again, first)


def test_a_street_from_the_cache_is_read_only(snapshot: Path) -> None:
    load.load_street(snapshot)
    street = load.load_street(snapshot)
    with pytest.raises(ValueError, match="read-only"):
        street.units.floor[0] = 3


def test_the_cache_is_private(snapshot: Path) -> None:
    load.load_street(snapshot)
    assert stat.S_IMODE(kept(snapshot).stat().st_mode) == 0o700
    modes = {stat.S_IMODE(file.stat().st_mode) for file in kept(snapshot).iterdir()}
    assert modes == {0o600}


def test_names_lie_in_a_file_of_their_own(snapshot: Path) -> None:
    street = load.load_street(snapshot)
    row = [street.residents.id.text(one) for one in range(12)].index("R03")
    assert people.names_of(street, [row, -1]) == ["欧阳修文", ""]
    assert "欧阳修文".encode() in (kept(snapshot) / "names.bin").read_bytes()
    assert "欧阳修文".encode() not in (kept(snapshot) / "columns.bin").read_bytes()


def test_names_can_be_read_before_and_after_they_are_kept(snapshot: Path) -> None:
    opened = load.open_street(snapshot)
    before = people.names_of(opened.street, range(12))
    load.keep_street(opened)
    assert people.names_of(opened.street, range(12)) == before
    again = load.open_street(snapshot)
    assert again.tables is None
    assert people.names_of(again.street, range(12)) == before


def test_a_street_that_was_kept_stands_on_the_cache(snapshot: Path) -> None:
    opened = load.open_street(snapshot)
    street = opened.street
    own, before = weakref.ref(street.residents.unit), deepcopy(street)
    load.keep_street(opened)
    assert_same(street, before)
    assert own() is None
    assert all(not one.flags.writeable for one in arrays(street) if one.size)


def test_a_street_that_cannot_be_kept_stands_on_its_own_columns(snapshot: Path) -> None:
    opened = load.open_street(snapshot)
    unit = opened.street.residents.unit
    load.keep_street(opened, lambda: True)
    assert opened.street.residents.unit is unit


def test_tables_that_were_asked_for_outlive_the_others(snapshot: Path) -> None:
    opened = load.open_street(snapshot)
    assert opened.tables is not None
    before = dict(opened.tables)
    asked = load.tables_of(opened, ASKED)
    load.drop_tables(opened)
    assert not opened.tables
    assert asked == {name: before[name] for name in before if name in ASKED}
    assert all(table.num_columns for table in asked.values())
    load.drop_tables(load.Opened(opened.street))


def test_names_that_cannot_be_had_are_empty(snapshot: Path) -> None:
    load.load_street(snapshot)
    street = load.load_street(snapshot)
    cache.forget(street.key)
    people.drop_names(street)
    assert people.names_of(street, [0]) == [""]


@pytest.mark.parametrize("file", ["header.json", "columns.bin", "names.bin"])
def test_a_cache_that_lost_its_end_is_made_again(snapshot: Path, file: str) -> None:
    first = load.load_street(snapshot)
    broken = kept(snapshot) / file
    broken.write_bytes(broken.read_bytes()[:-7])
    assert from_cache(snapshot) is None
    assert_same(load.load_street(snapshot), first)
    assert from_cache(snapshot) is not None


@pytest.mark.parametrize("file", ["header.json", "columns.bin", "names.bin"])
def test_a_cache_without_one_of_its_files_is_made_again(snapshot: Path, file: str) -> None:
    load.load_street(snapshot)
    (kept(snapshot) / file).unlink()
    load.load_street(snapshot)
    assert (kept(snapshot) / file).is_file()


@pytest.mark.parametrize("at", [0, 40, 70, 500, -1])
def test_a_changed_header_is_no_header(snapshot: Path, at: int) -> None:
    load.load_street(snapshot)
    damage(kept(snapshot) / "header.json", at)
    assert from_cache(snapshot) is None


@pytest.mark.parametrize("file", ["columns.bin", "names.bin"])
def test_a_changed_bit_is_found_when_the_cache_is_looked_through(snapshot: Path, file: str) -> None:
    street = load.load_street(snapshot)
    assert not cache.damaged(street.key)
    damage(kept(snapshot) / file)
    assert cache.damaged(street.key)
    load.tables_of(load.Opened(street), ASKED)
    assert not kept(snapshot).exists()


def resealed(snapshot: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the header and give it the right hash again."""
    header = kept(snapshot) / "header.json"
    said = json.loads(header.read_text("utf-8").partition("\n")[2])
    change(said)
    body = json.dumps(said)
    header.write_text(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}")


def test_a_plan_of_the_street_that_does_not_fit_is_no_cache(snapshot: Path) -> None:
    def stretch(said: dict[str, Any]) -> None:
        said["street"]["fields"]["units"]["fields"]["floor"]["shape"] = [10**9]

    load.load_street(snapshot)
    resealed(snapshot, stretch)
    assert from_cache(snapshot) is None


def test_a_plan_of_the_names_that_does_not_fit_gives_no_names(snapshot: Path) -> None:
    def stretch(said: dict[str, Any]) -> None:
        said["names"]["fields"]["data"]["shape"] = [10**9]

    street = load.load_street(snapshot)
    people.drop_names(street)
    resealed(snapshot, stretch)
    assert people.names_of(street, [0]) == [""]


def test_a_header_that_lacks_hashes_is_damaged(snapshot: Path) -> None:
    street = load.load_street(snapshot)
    resealed(snapshot, lambda said: said.pop("sha256"))
    assert cache.damaged(street.key)


def test_columns_of_one_value_are_kept_as_that_value(own_home: Path, tmp_path: Path) -> None:
    assert own_home
    tables = tiny.sample()
    tables["units"] = [{**tables["units"][0], "unit_id": f"V{n}", "column": n} for n in range(99)]
    for name in ("residents", "episodes"):
        del tables[name]
    snapshot = tiny.write(tmp_path / "wide.street", tables)
    first = load.load_street(snapshot)
    again = from_cache(snapshot)
    assert again is not None
    assert_same(again, first)
    assert again.units.floor.strides == (0,)


def test_the_first_changed_file_is_named(snapshot: Path) -> None:
    assert load.changed_file(snapshot) is None
    (snapshot / "units.parquet").unlink()
    assert load.changed_file(snapshot) == "units.parquet"


def test_without_a_cache_nothing_is_damaged(snapshot: Path) -> None:
    assert not cache.damaged(read_manifest(snapshot).key)


@pytest.mark.parametrize("file", ["units.parquet", "residents.parquet"])
def test_a_changed_file_is_refused_although_there_is_a_cache(snapshot: Path, file: str) -> None:
    load.load_street(snapshot)
    damage(snapshot / file, 100)
    with pytest.raises(UserError) as fault:
        load.load_street(snapshot)
    assert fault.value.key == "snapshot.file_hash"


def test_a_file_of_another_size_is_refused_although_there_is_a_cache(snapshot: Path) -> None:
    load.load_street(snapshot)
    with (snapshot / "units.parquet").open("ab") as file:
        file.write(b"x")
    for opening in (load.load_street, load.open_street):
        with pytest.raises(UserError):
            opening(snapshot)


def test_a_file_that_is_gone_is_refused_although_there_is_a_cache(snapshot: Path) -> None:
    load.load_street(snapshot)
    (snapshot / "units.parquet").unlink()
    with pytest.raises(UserError):
        load.open_street(snapshot)


def test_after_opening_the_files_are_compared_with_the_manifest(snapshot: Path) -> None:
    load.load_street(snapshot)
    opened = load.open_street(snapshot)
    assert set(load.tables_of(opened, ASKED)) == {"episodes", "facilities"}
    damage(snapshot / "units.parquet", 100)
    with pytest.raises(UserError) as fault:
        load.tables_of(opened, ASKED)
    assert "units.parquet" in fault.value.say("zh")


def test_a_snapshot_that_was_exchanged_after_opening_is_noticed(
    snapshot: Path, tmp_path: Path
) -> None:
    load.load_street(snapshot)
    opened = load.open_street(snapshot)
    shutil.rmtree(snapshot)
    tiny.write(snapshot, as_of="2020-03-19T08:00:00+08:00")
    assert tmp_path
    with pytest.raises(UserError) as fault:
        load.tables_of(opened, ASKED)
    assert fault.value.key == "store.changed_on_disk"


def test_another_manifest_has_another_cache(snapshot: Path, tmp_path: Path) -> None:
    later = tiny.write(tmp_path / "b.street", as_of="2020-03-19T08:00:00+08:00")
    assert load.load_street(snapshot).as_of_us < load.load_street(later).as_of_us
    assert kept(snapshot) != kept(later)


def test_the_folder_is_where_the_snapshot_lies_now(snapshot: Path, tmp_path: Path) -> None:
    load.load_street(snapshot)
    moved = snapshot.rename(tmp_path / "moved.street")
    assert load.load_street(moved).folder == str(moved)


def test_only_the_last_used_caches_are_kept(snapshot: Path) -> None:
    load.load_street(snapshot)
    for number in range(5):
        other = cache.home() / f"{number}" / "header.json"
        other.parent.mkdir()
        other.write_text("")
        os.utime(other, (number, number))
    stale = cache.home() / ".left-behind"
    stale.mkdir()
    os.utime(stale, (0, 0))
    fresh = cache.home() / ".being-written"
    fresh.mkdir()
    cache.prune(kept=3)
    left = {one.name for one in cache.home().iterdir()}
    assert left == {kept(snapshot).name, "4", "3", ".being-written"}


def test_a_disk_that_refuses_costs_nothing_but_time(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "_write_files", refuse)
    street = load.load_street(snapshot)
    assert people.names_of(street, [0])[0]
    assert from_cache(snapshot) is None
    assert not list(cache.home().iterdir())


def test_a_cache_folder_that_cannot_be_made_costs_nothing_but_time(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    street = load.load_street(snapshot)
    assert people.names_of(street, [0])[0]
    assert load.load_street(snapshot).key == street.key
    cache.prune()


def test_cancelled_while_being_kept_it_leaves_nothing(snapshot: Path) -> None:
    opened = load.open_street(snapshot)
    load.keep_street(opened, lambda: True)
    assert not list(cache.home().iterdir())
    assert people.names_of(opened.street, [0])[0]


def test_a_cache_that_another_wrote_meanwhile_stays(snapshot: Path) -> None:
    opened = load.open_street(snapshot)
    load.load_street(snapshot)
    written = (kept(snapshot) / "header.json").stat().st_ino
    load.keep_street(opened)
    assert (kept(snapshot) / "header.json").stat().st_ino == written


def test_a_cancelled_loading_stops(snapshot: Path) -> None:
    with pytest.raises(Cancelled):
        load.load_street(snapshot, cancelled=lambda: True)


def test_cancelled_between_reading_and_building_it_stops(snapshot: Path) -> None:
    stages: list[str] = []
    with pytest.raises(Cancelled):
        load.load_street(
            snapshot,
            progress=lambda stage, _: stages.append(stage),
            cancelled=lambda: load.BUILDING in stages,
        )


def test_progress_goes_from_nothing_to_all(snapshot: Path) -> None:
    heard: list[tuple[str, float]] = []
    load.load_street(snapshot, progress=lambda stage, done: heard.append((stage, done)))
    shares = [share for _, share in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [stage for stage, _ in heard][-1] == load.BUILDING


def test_an_empty_street_is_loaded_and_kept(own_home: Path, tmp_path: Path) -> None:
    assert own_home
    snapshot = tiny.write(tmp_path / "empty.street", {"buildings": [], "units": []})
    first = load.load_street(snapshot)
    again = from_cache(snapshot)
    assert again is not None
    assert_same(again, first)
    assert len(again.units.floor) == 0
