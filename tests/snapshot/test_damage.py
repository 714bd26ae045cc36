"""Damage: whatever was done to a file after it was written, a sentence says so; none opens."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.errors import Cancelled, UserError
from console.snapshot import check
from console.snapshot.check import examine
from console.snapshot.manifest import Manifest, TableFile, read_manifest
from console.snapshot.parquet import Pause, sealed_bytes
from console.snapshot.read import open_snapshot
from console.snapshot.schema import table_of
from tests.snapshot import builders
from tests.snapshot.refusals import refused, retold


def test_a_missing_file_is_refused(tiny: Path) -> None:
    (tiny / "events.parquet").unlink()
    assert refused(tiny).key == "snapshot.file_missing"


def test_a_renamed_file_is_refused(tiny: Path) -> None:
    (tiny / "events.parquet").rename(tiny / "event.parquet")
    assert refused(tiny).key == "snapshot.file_missing"


def test_a_truncated_file_is_refused(tiny: Path) -> None:
    content = (tiny / "units.parquet").read_bytes()
    (tiny / "units.parquet").write_bytes(content[:-1])
    assert refused(tiny).key == "snapshot.file_size"


def test_an_oversized_file_is_refused_unread(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tiny / "units.parquet").open("ab") as file:
        file.truncate(1 << 40)
    monkeypatch.setattr(Path, "open", _all_but_units(Path.open))
    assert refused(tiny).key == "snapshot.file_size"


def _all_but_units(opened: Callable[..., Any]) -> Callable[..., Any]:
    def opening(path: Path, *how: Any, **more: Any) -> Any:
        assert path.name != "units.parquet"
        return opened(path, *how, **more)

    return opening


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused(tiny: Path, place: int, bit: int) -> None:
    path = tiny / "residents.parquet"
    whole = path.read_bytes()
    content = bytearray(whole)
    content[place % len(content)] ^= 1 << bit
    path.write_bytes(bytes(content))
    assert refused(tiny).key == "snapshot.file_hash"
    path.write_bytes(whole)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**6), value=st.integers(1, 255))
def test_damage_that_the_manifest_vouches_for_never_raises_anything_else(
    tiny: Path, place: int, value: int
) -> None:
    whole = (tiny / "units.parquet").read_bytes()
    manifest = (tiny / "manifest.json").read_bytes()
    content = bytearray(whole)
    content[place % len(content)] ^= value
    (tiny / "units.parquet").write_bytes(bytes(content))
    with suppress(UserError):
        examine(retold(tiny, "units"))
    (tiny / "units.parquet").write_bytes(whole)
    (tiny / "manifest.json").write_bytes(manifest)


def test_what_is_no_parquet_is_refused(tiny: Path) -> None:
    (tiny / "units.parquet").write_bytes(b"PAR1 is how it begins, no more")
    assert refused(retold(tiny, "units")).key == "snapshot.not_parquet"


def test_a_page_checksum_that_is_wrong_is_refused(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    folder = builders.publish(tmp_path / "s.street", tables)
    rooms = tables["units"].select(["unit_id"]).append_column("x", pa.array(["aaaaaaaa"] * 4))
    pq.write_table(rooms, folder / "units.parquet", compression="none", write_page_checksum=True)
    content = (folder / "units.parquet").read_bytes()
    assert content.count(b"aaaaaaaa") >= 1
    (folder / "units.parquet").write_bytes(content.replace(b"aaaaaaaa", b"aaaabaaa", 1))
    assert refused(retold(folder, "units")).key == "snapshot.not_parquet"


def test_a_link_out_of_the_folder_is_refused(tiny: Path, tmp_path: Path) -> None:
    shutil.move(tiny / "units.parquet", tmp_path / "units.parquet")
    (tiny / "units.parquet").symlink_to(tmp_path / "units.parquet")
    assert refused(tiny).key == "snapshot.file_outside"


def test_a_pipe_is_refused_and_not_waited_for(tiny: Path) -> None:
    (tiny / "units.parquet").unlink()
    os.mkfifo(tiny / "units.parquet")
    assert refused(tiny).key == "snapshot.file_outside"


@pytest.mark.parametrize("name", ["manifest.json", "units.parquet"])
def test_a_file_that_may_not_be_read_is_refused(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    opened = Path.open

    def barred(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", barred)
    refusal = refused(tiny)
    assert refusal.key == "snapshot.unreadable_file"
    assert "没有权限" in refusal.say("zh")


def test_a_folder_reached_by_a_link_opens(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "latest").symlink_to(tiny)
    assert open_snapshot(tmp_path / "latest").key


def test_a_file_deleted_between_manifest_and_reading_is_refused(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_gone(folder: Path) -> Manifest:
        manifest = read_manifest(folder)
        shutil.rmtree(folder)
        return manifest

    monkeypatch.setattr(check, "read_manifest", then_gone)
    assert refused(tiny).key == "snapshot.file_missing"


def test_no_byte_is_parsed_that_was_not_hashed(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is swapped after its hash was found right: the swapped one is not what is read."""

    def swapped(folder: Path, table: str, said: TableFile, pause: Pause) -> bytearray:
        content = sealed_bytes(folder, table, said, pause)
        (folder / said.file).write_bytes(b"something else")
        return content

    monkeypatch.setattr(check, "sealed_bytes", swapped)
    assert open_snapshot(tiny).tables["units"].num_rows == 4


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    tables = builders.tables(builders.columns())
    tables["units"] = tables["units"].append_column("room", pa.array(["a", "b", "c", "d"]))
    folder = builders.publish(tmp_path / "s.street", tables)
    assert refused(folder).key == "snapshot.same_column"


def test_a_file_the_manifest_does_not_name_is_ignored(tiny: Path) -> None:
    (tiny / "notes.parquet").write_bytes(b"nothing")
    assert "notes" not in open_snapshot(tiny).tables


def test_opening_can_be_cancelled(tiny: Path) -> None:
    with pytest.raises(Cancelled):
        open_snapshot(tiny, cancelled=lambda: True)


@pytest.fixture
def no_collection() -> Iterator[None]:
    """What is freed is freed at once: no cycle waits for the collector."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def larger(tmp_path: Path) -> Path:
    """A street of some megabytes: what it leaves behind would be seen."""
    tables = builders.tables(builders.columns())
    rows = [f"R{row:07}" for row in range(30_000)]
    tables["residents"] = table_of("residents", {"resident_id": rows, "name": rows})
    for gone in ("episodes", "checks", "events"):
        del tables[gone]
    return builders.publish(tmp_path / "larger.street", tables)


A_LITTLE = 100_000


def freed(before: int) -> bool:
    """Whether Arrow's memory is back; its own threads let go a moment after the reader stopped."""
    end = monotonic() + 5
    while pa.total_allocated_bytes() > before + A_LITTLE and monotonic() < end:
        Event().wait(0.01)
    return int(pa.total_allocated_bytes()) <= before + A_LITTLE


@pytest.mark.usefixtures("no_collection")
def test_a_snapshot_that_is_let_go_leaves_no_memory(larger: Path) -> None:
    before = pa.total_allocated_bytes()
    opened = open_snapshot(larger)
    assert pa.total_allocated_bytes() > before + A_LITTLE
    del opened
    assert freed(before)


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("questions", [1, 20, 60, 150, 280])
def test_an_opening_that_is_cancelled_leaves_no_memory(larger: Path, questions: int) -> None:
    before = pa.total_allocated_bytes()
    asked = iter(range(questions))
    with suppress(Cancelled):
        open_snapshot(larger, cancelled=lambda: next(asked, None) is None)
    assert next(asked, None) is None
    assert freed(before)


def test_progress_goes_up_to_the_whole(tiny: Path) -> None:
    heard: list[tuple[str, float]] = []
    open_snapshot(tiny, progress=lambda name, part: heard.append((name, part)))
    parts = [part for _, part in heard]
    assert parts == sorted(parts)
    assert parts[-1] == pytest.approx(1)
    assert {name for name, _ in heard} == set(builders.columns())
