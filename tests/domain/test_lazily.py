"""A lazy property is found once, and nobody waits for another's."""

from __future__ import annotations

from threading import Event, Thread

from console.domain.lazily import lazily


class Place:
    """Counts how often its name is found."""

    def __init__(self, waits_for: Event | None = None) -> None:
        self._waits_for = waits_for
        self.begun = Event()
        self.found = 0

    @lazily
    def name(self) -> str:
        """What it is called."""
        self.begun.set()
        if self._waits_for is not None:
            assert self._waits_for.wait(10)
        self.found += 1
        return "place"


def test_it_is_found_once_and_kept() -> None:
    place = Place()
    assert [place.name, place.name] == ["place", "place"]
    assert place.found == 1


def test_it_is_found_for_each_by_itself() -> None:
    one, other = Place(), Place()
    assert one.name == "place"
    assert (one.found, other.found) == (1, 0)


def test_nobody_waits_while_another_thread_finds_that_of_another() -> None:
    done = Event()
    slow, quick = Place(done), Place()
    finding = Thread(target=lambda: slow.name)
    finding.start()
    assert slow.begun.wait(10)
    assert quick.name == "place"
    assert slow.found == 0
    done.set()
    finding.join()
    assert slow.found == 1


def test_what_it_says_of_itself_is_what_is_written_below_it() -> None:
    assert Place.name.__doc__ == "What it is called."
