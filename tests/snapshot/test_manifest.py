"""The manifest: read as it was written, and every case in which a snapshot cannot be opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.snapshot.manifest import read_manifest
from console.snapshot.read import open_snapshot
from console.snapshot.write import write_snapshot
from tests.snapshot import builders
from tests.snapshot.refusals import refused

Said = dict[str, Any]


def rewritten(folder: Path, change: Callable[[Said], object]) -> Path:
    path = folder / "manifest.json"
    said = json.loads(path.read_text("utf-8"))
    change(said)
    path.write_text(json.dumps(said), "utf-8")
    return folder


def test_a_manifest_reads_as_it_was_written(tmp_path: Path) -> None:
    draft = builders.draft(
        parent="ab" * 32, extra={"weather": {"high": 14}}, street_extra={"seat": "梅花路"}
    )
    folder = write_snapshot(tmp_path / "s.street", draft, builders.tables(builders.columns()))
    manifest = read_manifest(folder)
    assert manifest.draft() == draft
    assert manifest.draft(masking="masked").masking == "masked"


def test_a_manifest_knows_its_clock(tiny: Path) -> None:
    manifest = read_manifest(tiny)
    assert manifest.as_of_us == 1_584_489_600_000_000
    assert manifest.as_of_day == 18_339
    assert manifest.pack.id == "quarantine-2020"


def test_the_key_is_what_a_follower_names_as_its_parent(tiny: Path, tmp_path: Path) -> None:
    key = read_manifest(tiny).key
    follower = builders.tiny_street(tmp_path / "next.street", parent=key)
    assert read_manifest(follower).parent == open_snapshot(tiny).key


def test_keys_of_a_table_that_are_not_listed_are_kept(tiny: Path) -> None:
    rewritten(tiny, lambda said: said["tables"]["units"].update(survey=3))
    assert read_manifest(tiny).tables["units"].extra == {"survey": 3}


def with_version(version: object) -> Callable[[Said], object]:
    return lambda said: said.update(version=version)


def in_units(**changes: object) -> Callable[[Said], object]:
    return lambda said: said["tables"]["units"].update(changes)


WRONG: dict[str, tuple[str, Callable[[Said], object]]] = {
    "another format": ("other_format", lambda said: said.update(format="parquet")),
    "no format": ("other_format", lambda said: said.pop("format")),
    "a newer version": ("newer_version", with_version(2)),
    "no version": ("other_version", lambda said: said.pop("version")),
    "a version in words": ("other_version", with_version("1")),
    "a version that is true": ("other_version", with_version(True)),
    "an as_of without offset": (
        "as_of_without_offset",
        lambda said: said.update(as_of="2020-03-18T08:00:00"),
    ),
    "an as_of that is a date": ("as_of_without_offset", lambda said: said.update(as_of="20200318")),
    "an as_of that is no time": ("as_of_unreadable", lambda said: said.update(as_of="yesterday")),
    "an as_of at the end of time": (
        "as_of_unreadable",
        lambda said: said.update(as_of="0001-01-01T00:00:00+14:00"),
    ),
    "no as_of": ("manifest_key", lambda said: said.pop("as_of")),
    "no street": ("manifest_key", lambda said: said.pop("street")),
    "a street without a code": ("manifest_key", lambda said: said["street"].pop("code")),
    "a street without a name": ("manifest_key", lambda said: said["street"].update(name={})),
    "a name that is a number": ("manifest_key", lambda said: said["street"].update(name={"zh": 1})),
    "another masking": ("other_masking", lambda said: said.update(masking="half")),
    "a synthetic in words": ("manifest_key", lambda said: said.update(synthetic="no")),
    "a parent that is a number": ("manifest_key", lambda said: said.update(parent=3)),
    "tables as a list": ("manifest_key", lambda said: said.update(tables=[])),
    "no units": ("table_missing", lambda said: said["tables"].pop("units")),
    "no buildings": ("table_missing", lambda said: said["tables"].pop("buildings")),
    "a file above the folder": ("file_name", in_units(file="../units.parquet")),
    "a file in a folder": ("file_name", in_units(file="more/units.parquet")),
    "a file at a root": ("file_name", in_units(file="/etc/passwd")),
    "a file on a drive": ("file_name", in_units(file="C:units.parquet")),
    "a file behind a backslash": ("file_name", in_units(file="..\\units.parquet")),
    "a file that is the folder": ("file_name", in_units(file="..")),
    "a file beyond ASCII": ("file_name", in_units(file="房屋.parquet")),
    "no file": ("file_name", in_units(file=None)),
    "rows in words": ("manifest_key", in_units(rows="4")),
    "rows below zero": ("manifest_key", in_units(rows=-4)),
    "no sha256": ("manifest_key", in_units(sha256="abc")),
    "a table that is text": ("manifest_key", lambda said: said["tables"].update(units="u")),
    "rows that are not the file's": ("row_count", in_units(rows=5)),
    "another size": ("file_size", in_units(bytes=5)),
    "another sha256": ("file_hash", in_units(sha256="0" * 64)),
    "a file that is not there": ("file_missing", in_units(file="units2.parquet")),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_manifest_is_refused_in_a_sentence(tiny: Path, name: str) -> None:
    key, change = WRONG[name]
    assert refused(rewritten(tiny, change)).key == f"snapshot.{key}"


def test_an_unknown_zone_and_scenario_are_refused(tiny: Path) -> None:
    rewritten(tiny, lambda said: said.update(timezone="Asia/Huamu"))
    assert refused(tiny).key == "instant.unknown_zone"
    rewritten(tiny, lambda said: said.update(timezone="Asia/Shanghai", scenario="flood-2030"))
    assert refused(tiny).key == "pack.unknown"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a": "\\ud800"}', b"[" * 200_000]
)
def test_a_manifest_that_is_no_json_is_refused(tiny: Path, content: bytes) -> None:
    (tiny / "manifest.json").write_bytes(content)
    assert refused(tiny).key == "snapshot.not_json"


def test_a_manifest_without_end_is_refused_unread(tiny: Path) -> None:
    with (tiny / "manifest.json").open("ab") as file:
        file.truncate(1 << 30)
    assert refused(tiny).key == "snapshot.manifest_too_large"


def test_no_folder_and_no_manifest_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.street").key == "snapshot.no_folder"
    assert refused(tmp_path).key == "snapshot.no_manifest"


def test_a_file_instead_of_a_folder_is_refused(tiny: Path) -> None:
    assert refused(tiny / "units.parquet").key == "snapshot.no_folder"
