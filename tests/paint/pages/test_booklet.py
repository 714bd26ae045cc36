"""A booklet holds every building of its estate once, in the order of their names."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.domain.errors import UserError
from console.paint.pages.drawing import drawing
from console.paint.pages.shown import Drawing
from console.state.pages.order import BookletSubject, Order, Paper
from console.store.columns import Street
from tests.store import tiny


def booklet(street: Street, estate: str) -> Drawing:
    row = next(r for r in range(len(street.estates.id)) if street.estates.id.text(r) == estate)
    subject = BookletSubject(row)
    return drawing(street, Order("", street.key, street.as_of_us, subject, Paper(".pdf")))


def numbered(count: int) -> Street:
    """An estate E1 of so many buildings beside its own, called 101号楼 and on."""
    tables = tiny.sample()
    first = tables["buildings"][0]
    for at in range(count):
        more = {"building_id": f"B1{at:03}", "name": f"{101 + at}号楼"}
        tables["buildings"].append({**first, **more})
    return tiny.street(tables)


def test_its_contents_lead_to_every_building_in_the_order_of_names(qapp: QApplication) -> None:
    made = booklet(numbered(3), "E1")
    names = [entry.title for entry in made.contents]
    assert names[-3:] == ["101号楼", "102号楼", "103号楼"], "30号楼 comes before 101号楼"
    assert [entry.page for entry in made.contents] == list(range(1, len(names) + 1))
    assert len(made.pages) == 1 + len(names)


def test_long_contents_run_over_pages(qapp: QApplication) -> None:
    made = booklet(numbered(130), "E1")
    contents = {entry.on for entry in made.contents}
    assert contents == {0, 1}
    assert made.contents[0].page == 2
    assert all(0 <= side <= 1 for entry in made.contents for side in entry.box)


def test_an_estate_without_buildings_is_said_in_words(qapp: QApplication) -> None:
    tables = tiny.sample()
    tables["estates"].append({**tables["estates"][0], "estate_id": "E9", "name": "空小区"})
    with pytest.raises(UserError) as refused:
        booklet(tiny.street(tables), "E9")
    assert refused.value.key == "page.booklet_empty"
