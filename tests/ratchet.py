"""Holds how much of the lower floors their own tests run: it may rise, never fall.

`tests/ratchet.toml` says for each room the least share of lines and branches, in percent. Runs of
the tests below `tests/` of these rooms leave the measurements that are read here, a file each.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from console.domain.leftovers import temporary_prefix

REPO = Path(__file__).resolve().parent.parent
LEAST = REPO / "tests" / "ratchet.toml"
_SLACK = 0.5
"""Percent above the least from which it is to be raised: random tests run a little more or less."""

Shares = Mapping[str, float]


def least() -> dict[str, float]:
    """The least share of each room of `console/`, in percent."""
    read: dict[str, float] = tomllib.loads(LEAST.read_text("utf-8"))["least"]
    return read


def shares(report: Mapping[str, Mapping[str, Mapping[str, Mapping[str, int]]]]) -> dict[str, float]:
    """What of the lines and branches of each room was run, in percent, by coverage's JSON."""
    run: dict[str, int] = {}
    there: dict[str, int] = {}
    for path, file in report["files"].items():
        room, said = Path(path).parts[1], file["summary"]
        run[room] = run.get(room, 0) + said["covered_lines"] + said["covered_branches"]
        there[room] = there.get(room, 0) + said["num_statements"] + said["num_branches"]
    return {room: 100 * run[room] / there[room] for room in there if there[room]}


def faults(found: Shares, wanted: Shares) -> list[str]:
    """A sentence for each room of which less is run than it was."""
    return [
        f"console/{room}: {found.get(room, 0):.1f} % of lines and branches run, "
        f"at least {share} % wanted; write a test for what is new"
        for room, share in wanted.items()
        if found.get(room, 0.0) < share
    ]


def raises(found: Shares, wanted: Shares) -> list[str]:
    """A sentence for each room whose least share may be raised."""
    return [
        f"console/{room}: {found[room]:.1f} % run, {share} % wanted; raise it in {LEAST.name}"
        for room, share in wanted.items()
        if found.get(room, 0.0) > share + _SLACK
    ]


def main(measured: str) -> int:
    """Put the measurements of a folder together and say what they say; 1 when a room fell."""
    coverage = [sys.executable, "-P", "-m", "coverage"]
    parts = [str(part) for part in Path(measured).glob("measured*")]
    with tempfile.TemporaryDirectory(prefix=temporary_prefix()) as folder:
        whole, out = f"--data-file={folder}/whole", Path(folder) / "report.json"
        subprocess.run([*coverage, "combine", "-q", "--keep", whole, *parts], check=True, cwd=REPO)
        subprocess.run([*coverage, "json", "-q", "-o", str(out), whole], check=True, cwd=REPO)
        found = shares(json.loads(out.read_text("utf-8")))
    wanted = least()
    for room in wanted:
        print(f"console/{room}: {found.get(room, 0):.1f} %")
    for sentence in (*raises(found, wanted), *(fallen := faults(found, wanted))):
        print(sentence)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
