"""What only the database knows of a street is asked for when there is a database, and once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.state.coordinator import Coordinator
from console.state.lists.lister import Lister
from console.store.database import Database
from console.store.list_details import details_of
from tests.store import tiny


@pytest.fixture
def database() -> Iterator[Database]:
    loaded = Database.load({name: tiny.arrow(name, rows) for name, rows in tiny.sample().items()})
    yield loaded
    loaded.close()


def test_details_wait_for_the_database(
    qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    street, coordinator = tiny.street(), Coordinator()
    details = details_of(street)
    for name in ("events", "facilities", "checks"):
        monkeypatch.setattr(details, name, None)
    asked: list[str] = []
    ask = coordinator.ask

    def noting(lane: str, *words: object) -> None:
        asked.append(lane)
        ask(lane, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(coordinator, "ask", noting)
    lister = Lister(coordinator)
    lister.read_details(street)
    assert asked == []
    coordinator.use(database)
    lister.read_details(street)
    assert sorted(asked) == ["lists.checks", "lists.events", "lists.facilities"]
    qtbot.waitUntil(lambda: None not in (details.events, details.facilities, details.checks))
    coordinator.close()
