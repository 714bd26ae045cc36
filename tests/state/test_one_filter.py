"""One filter, every view: whatever is asked for, all count what `summary --where` says of it."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain import packs
from console.domain.conditions import parse_all
from console.state import crumbs, estate_model
from console.state.card.log import Log
from console.state.card.model import card
from console.state.facets.model import Unfolding, facets
from console.state.filtering import Filtering
from console.state.kept import Keeping
from console.state.lists.arranged import Arrangement, arranged
from console.state.lists.cells import Cells
from console.state.map.metrics import Metric, values
from console.state.selection import STREET, place_of_estate
from console.state.session import Session
from console.state.tiles_model import tiles
from console.store import lists
from console.store.columns import Street
from console.store.frame import frame
from console.store.query_days import days_of
from console.store.summary import Summary, summarise

PACK = packs.load("quarantine-2020")
FILTERS = (
    ["state=active"],
    ["tag=lives_alone", "age>=80"],
    ["occupancy=rented", "category!=key"],
    ["left=0..3"],
    ["checked=never,24.."],
    ["arrived>=2020-03-10", "sex=f"],
    ["kind=slab", "floors<=6", "registration=local"],
    ["occupancy=vacant"],
    ["age=0.."],
    ["tag=no_such_tag"],
)


def keeping_of(street: Street, texts: list[str]) -> Keeping:
    session = Session()
    made = Keeping(session, Filtering(session), session)
    session.open(street)
    made.filtering.put("test", parse_all(texts, PACK))
    return made


def said(street: Street, texts: list[str], level: str | None = None) -> Summary:
    whole = frame(street, street.as_of_us)
    return summarise(whole, parse_all(texts, PACK), level)  # type: ignore[arg-type]


@pytest.mark.parametrize("texts", FILTERS, ids=" ".join)
def test_every_view_counts_what_the_summary_says(
    qapp: object, street: Street, texts: list[str]
) -> None:
    keeping, told = keeping_of(street, texts), said(street, texts)
    shown = keeping.frame
    assert shown is not None
    people, units = told.totals["residents"], told.totals["units"]
    figures = {tile.kind: tile.count for tile in tiles(shown)}
    assert [figures[one] for one in ("active", "due", "complete")] == [
        told.clock[one] for one in ("active", "due", "complete")
    ]  # fmt: skip
    legend = facets(keeping, STREET, Unfolding())
    assert legend is not None
    assert (legend.people, legend.units) == (people, units)
    assert crumbs.way(shown, STREET, "zh")[0].people == people
    panel = estate_model.street_panel(shown)
    assert (panel.kept, panel.active) == (people, told.clock["active"])
    assert panel.estates == told.totals["estates"]
    for kind, count in (("people", people), ("units", units), ("active", told.clock["active"])):
        assert lists.count_of(kind, shown) == count  # type: ignore[arg-type]
    assert shown.kept is not None
    days = days_of(street, shown.kept.crowd)
    began = Arrangement("episodes", days=(days.first, days.last))
    assert int(days.arrivals.sum()) == len(
        arranged(Cells(shown, "episode", "zh", masked=True), began)
    )


@pytest.mark.parametrize("texts", FILTERS, ids=" ".join)
def test_every_estate_counts_what_the_summary_says(
    qapp: object, street: Street, texts: list[str]
) -> None:
    shown = keeping_of(street, texts).frame
    assert shown is not None
    rows = {row.id: row for row in said(street, texts, "estate").by}
    wanted = [rows.get(one) for one in street.estates.id]
    for metric, field in (
        (Metric.PEOPLE, "residents"),
        (Metric.ACTIVE, "active"),
        (Metric.COMPLETE, "complete"),
        (Metric.UNITS, "units"),
    ):
        counts = [0 if row is None else getattr(row, field) for row in wanted]
        assert values(shown, metric, "estates").tolist() == counts, metric
    fullest = int(np.argmax(shown.estates.people))
    blocks = card(shown, place_of_estate(street, fullest), Log(), "zh")
    figures = [getattr(block, "value", "") for block in blocks]
    row = wanted[fullest]
    if row is not None:
        assert f"{row.residents:,}" in figures
        assert f"{row.units:,}" in figures
