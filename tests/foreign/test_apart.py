"""A child is bounded, keeps to its work, and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from console.domain.errors import UserError
from console.foreign.answer import Reader, Writer
from console.foreign.apart import work_apart
from tests.sources import imported, package_files

CHILDS_OWN = {"console.foreign.vector"}
WRITES_OURS = {"console.export.geopackage"}
"""Hands GDAL only rows of the open street; nothing foreign is read by it."""


def test_gdal_reads_in_the_child_alone() -> None:
    users = {
        source.name
        for source in package_files()
        for _, name in imported(source)
        if name.split(".")[0] == "pyogrio"
    }
    assert users == CHILDS_OWN | WRITES_OURS
    code = "import console.foreign.reading, sys; print('pyogrio' in sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_a_child_does_only_work_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    with pytest.raises(UserError), work_apart("os", path, {}):
        pass


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, path = tmp_path / "temporary", tmp_path / "a.csv"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path.write_text("a\n1\n")
    with work_apart("console.foreign.reading", path, {}) as answer:
        assert answer.said["tables"]
        assert list(temporary.iterdir())
    assert list(temporary.iterdir()) == []


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    writer, reader = Writer(tmp_path), Reader(tmp_path)
    given = {"a": np.arange(6.0).reshape(3, 2), "b": np.array([True, False]), "c": np.zeros(0)}
    for name, array in given.items():
        writer.put(name, array)
    writer.say({"ok": 1})
    assert reader.listen()
    assert reader.said == {"ok": 1}
    for name, array in given.items():
        assert np.array_equal(reader.take(name), array)
        assert reader.take(name).dtype == array.dtype


@pytest.mark.parametrize("index", [["|O", 0, [1]], ["<f8", 0, [10**9]], ["<f8", -8, [1]], ["x"], 3])
def test_an_answer_that_lies_gives_nothing(tmp_path: Path, index: object) -> None:
    writer, reader = Writer(tmp_path), Reader(tmp_path)
    writer.put("a", np.arange(3.0))
    writer.say({"ok": 1})
    assert reader.listen()
    reader._index["a"] = index
    with pytest.raises(KeyError):
        reader.take("a")
