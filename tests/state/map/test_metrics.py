"""The map's numbers are those one counts by hand, and the season's peak does not move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from console.domain.instants import MICROS_A_DAY, micros
from console.state.map.metrics import HIDDEN, Metric, peak, values
from console.state.map.shading import default_classes, shading
from console.store.columns import Street
from console.store.frame import frame
from tests.state.map import street as map_street
from tests.store import tiny

AS_OF = micros(tiny.AS_OF)


class TestValues:
    def test_people_under_the_clock_are_the_frames(self) -> None:
        shown = frame(tiny.street(), AS_OF)
        found = values(shown, Metric.ACTIVE, "estates")
        assert found.tolist() == shown.estates.active.tolist()
        assert found.sum() > 0

    def test_a_rate_is_of_a_thousand_residents(self) -> None:
        shown = frame(tiny.street(), AS_OF)
        people, active = shown.estates.people, shown.estates.active
        rate = values(shown, Metric.RATE, "estates")
        assert rate[0] == active[0] * 1000 / people[0]

    def test_a_place_without_people_has_no_rate(self) -> None:
        shown = frame(tiny.street(), AS_OF)
        assert values(shown, Metric.RATE, "buildings")[shown.buildings.people == 0].sum() == 0

    def test_complete_is_what_waits_for_release(self) -> None:
        found = values(frame(tiny.street(), AS_OF), Metric.COMPLETE, "estates")
        assert found.tolist() == [1, 0, 0]

    def test_arrivals_are_those_of_the_last_24_hours(self) -> None:
        street = map_street.street(4)
        anchored = street.episodes.anchored_us
        at = int(np.sort(anchored)[len(anchored) // 2])
        wanted = np.count_nonzero((anchored > at - MICROS_A_DAY) & (anchored <= at))
        assert values(frame(street, at), Metric.ARRIVED, "buildings").sum() == wanted > 0


class TestAnAggregateSnapshot:
    @staticmethod
    def street() -> Street:
        tables = {name: tiny.sample()[name] for name in ("estates", "buildings", "units")}
        counts = (("E1", "active", 25), ("E2", "active", None), ("E2", "complete", 10))
        tables["counts"] = [
            {"level": "estate", "id": estate, "measure": "clock", "key": key, "value": value}
            for estate, key, value in counts
        ]
        return tiny.street(tables, masking="aggregate")

    def test_is_shaded_by_its_counts_and_hides_what_they_hide(self) -> None:
        street = self.street()
        found = values(frame(street, AS_OF), Metric.ACTIVE, "estates")
        assert found.tolist() == [25, HIDDEN, 0]
        assert default_classes(street, Metric.ACTIVE).estates.of(found)[1] == 1

    def test_counts_what_waits_for_release(self) -> None:
        found = values(frame(self.street(), AS_OF), Metric.COMPLETE, "estates")
        assert found.tolist() == [0, 10, 0]


class TestPeak:
    def test_it_is_the_fullest_day_of_the_season(self) -> None:
        street = map_street.street(4)
        days = [street.as_of_us - back * MICROS_A_DAY for back in range(0, 20)]
        totals = [int(frame(street, at).total.active[0]) for at in days]
        assert peak(street, Metric.ACTIVE, "estates").sum() >= max(totals)

    def test_every_metric_has_one_for_every_place(self) -> None:
        street = map_street.street(4)
        for metric in Metric:
            assert len(peak(street, metric, "estates")) == len(street.estates.id)
            assert len(peak(street, metric, "buildings")) == len(street.buildings.id)

    def test_a_street_without_episodes_has_a_peak_of_nothing(self) -> None:
        tables = tiny.sample()
        del tables["episodes"]
        assert peak(tiny.street(tables), Metric.ACTIVE, "estates").sum() == 0

    def test_classes_stay_while_another_instant_is_looked_at(self) -> None:
        street = map_street.street(4)
        classes = default_classes(street, Metric.ACTIVE)
        early = shading(frame(street, street.as_of_us - 5 * MICROS_A_DAY), Metric.ACTIVE, classes)
        assert early.estate_classes == default_classes(street, Metric.ACTIVE).estates
        assert early.estates_by_class.sum() == len(street.estates.id)

    def test_it_is_computed_once(self) -> None:
        street = replace(map_street.street(4))
        assert peak(street, Metric.ACTIVE, "estates") is peak(street, Metric.ACTIVE, "estates")
