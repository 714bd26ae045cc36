"""The words in a list's cells, by the key of the column; and lines of them for the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from console.domain.progress import Stopped, never, stop_if
from console.domain.words import say
from console.state.lists import texts_people as people
from console.state.lists import texts_places as places
from console.state.lists import texts_work as work
from console.state.lists.cells import Cells

Text = Callable[[Cells, int], str]
_SLICE = 512

TEXTS: dict[str, Text] = {
    "name": Cells.name,
    "sex": people.sex,
    "age": people.age,
    "class": people.colour_class,
    "day": people.day,
    "left": people.left,
    "last": people.last,
    "state": people.state,
    "tags": people.tags,
    "rule": people.rule,
    "anchored": people.anchored,
    "registration": people.registration,
    "ended": people.ended,
    "ending": people.ending,
    "address": places.address,
    "building": places.building,
    "estate": places.estate,
    "committee": places.committee,
    "occupancy": places.occupancy,
    "floor": places.floor,
    "area": places.area,
    "floors": places.floors,
    "built": places.built,
    "units": places.units,
    "buildings": places.buildings,
    "estates": places.estates,
    "people": places.people,
    "active": places.active,
    "complete": places.complete,
    "what": work.what,
    "due": work.due,
    "done": work.done,
    "late": work.late,
    "result": work.result,
    "by": work.by,
    "raised": work.raised,
    "stage": work.stage,
    "waited": work.waited,
    "outcome": work.outcome,
    "handler": work.handler,
    "facility": work.facility,
    "serviced": work.serviced,
    "next": work.next_service,
    "overdue": work.overdue,
    "interval": work.interval,
    "status": work.status,
    "id": work.own_id,
}


def text(cells: Cells, row: int, key: str) -> str:
    """The cell of a row in the column called `key`; plain and capped."""
    if cells.beside is not None and key in cells.keys_beside:
        return cells.beside.text(row, key)
    return TEXTS[key](cells, row)


def tsv(cells: Cells, rows: Sequence[int], keys: Iterable[str], stopped: Stopped = never) -> str:
    """Rows with the headings of some columns as lines of cells between tabs, as on screen.

    Cancelled when it is `stopped` on the way.
    """
    wanted = tuple(keys)
    lines = ["\t".join(say(f"lists.column.{key}", cells.language) for key in wanted)]
    for start in range(0, len(rows), _SLICE):
        stop_if(stopped)
        some = rows[start : start + _SLICE]
        lines += ["\t".join(_one_line(text(cells, row, key)) for key in wanted) for row in some]
    return "\n".join(lines) + "\n"


def _one_line(cell: str) -> str:
    """A cell that breaks neither its line nor its column."""
    return " ".join(cell.split()) if any(one in cell for one in "\t\r\n") else cell
