"""Counts columns of codes with polars or pandas: run by the bench in an environment of its own.

python count_elsewhere.py ENGINE FOLDER: one JSON line in, one out, until the input ends.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np


def columns(folder: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The columns by name, and how many codes each has."""
    said = json.loads((folder / "columns.json").read_text("utf-8"))
    read = {name: np.fromfile(folder / f"{name}.bin", one["type"]) for name, one in said.items()}
    return read, {name: one["size"] for name, one in said.items()}


class Polars:
    """One lazy query a column, collected together."""

    def __init__(self, read: dict[str, Any]) -> None:
        import polars

        self._polars = polars
        self._people = polars.DataFrame(read)

    def counts(self, wanted: dict[str, list[int]], names: list[str]) -> dict[str, tuple[Any, Any]]:
        """Codes and numbers by column."""
        column, people = self._polars.col, self._people.lazy()
        kinds = self._people.schema
        passing = {
            name: column(name).is_in(self._polars.Series(codes, dtype=kinds[name]))
            for name, codes in wanted.items()
        }
        asked = []
        for name in names:
            others = [one for other, one in passing.items() if other != name]
            kept = people.filter(*others) if others else people
            asked.append(kept.group_by(name).len())
        found = self._polars.collect_all(asked)
        return {
            name: (one[name].to_numpy(), one["len"].to_numpy())
            for name, one in zip(names, found, strict=True)
        }


class Pandas:
    """Masks and value_counts."""

    def __init__(self, read: dict[str, Any]) -> None:
        import pandas

        self._people = pandas.DataFrame(read)

    def counts(self, wanted: dict[str, list[int]], names: list[str]) -> dict[str, tuple[Any, Any]]:
        """Codes and numbers by column."""
        people = self._people
        passing = {name: people[name].isin(codes).to_numpy() for name, codes in wanted.items()}
        found = {}
        for name in names:
            kept = None
            for other, one in passing.items():
                if other != name:
                    kept = one if kept is None else kept & one
            column = people[name] if kept is None else people.loc[kept, name]
            counted = column.value_counts(sort=False)
            found[name] = counted.index.to_numpy(), counted.to_numpy()
        return found


def main() -> None:
    """Answer until the input ends."""
    engine_name, folder = sys.argv[1], Path(sys.argv[2])
    read, sizes = columns(folder)
    engine = {"polars": Polars, "pandas": Pandas}[engine_name](read)
    say({"people": len(read["age"])})
    for line in sys.stdin:
        asked = json.loads(line)
        started = time.perf_counter()
        found = engine.counts(asked["wanted"], list(sizes))
        given = {}
        for name, (codes, numbers) in found.items():
            given[name] = np.zeros(sizes[name], np.int64)
            given[name][codes] = numbers
        answer = {"ms": (time.perf_counter() - started) * 1e3}
        if asked.get("whole"):
            answer["counts"] = {name: one.tolist() for name, one in given.items()}
        say(answer)


def say(what: dict[str, Any]) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
