"""The story of spring 2020: both peaks, the classes at as-of, families, and every kind of end."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from console.demo.options import Scale, Stage, generator
from console.demo.tale.told import as_of_day, first_day
from console.demo.tale.waves import stays_of, under_clock
from console.domain.clock import State, states
from console.domain.instants import day_date, local_days, midnight
from tests.demo.conftest import Made
from tests.demo.frames import clock, column, told, within


def at_day_ends(made: Made) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """People under the clock at 24:00 of each day up to as-of, by the console's own clock."""
    episodes, tz = clock(made.snapshot), made.snapshot.manifest.zone
    today = made.snapshot.manifest.as_of_day
    counts = []
    for day in range(first_day(), today):
        state = states(episodes, midnight(day + 1, tz), day + 1)
        counts.append(int(np.isin(state, (State.ACTIVE, State.DUE)).sum()))
    return np.array(counts)


def test_the_peaks_are_exactly_the_ones_told(whole: Made) -> None:
    ends = at_day_ends(whole)
    days = local_days(clock(whole.snapshot).anchored_us, whole.snapshot.manifest.zone)
    arrivals = np.bincount(days - first_day())
    told(f"most under the clock {ends.max()} on {day_date(first_day() + int(ends.argmax()))}")
    told(f"most arrivals {arrivals.max()} on {day_date(first_day() + int(arrivals.argmax()))}")
    assert ends.max() == 1_159
    assert arrivals.max() == 166
    assert (arrivals == 166).sum() == 1


def test_there_are_two_waves_the_first_from_inside_china(whole: Made) -> None:
    codes = column(whole.snapshot, "episodes", "origin_code")
    days = local_days(clock(whole.snapshot).anchored_us, whole.snapshot.manifest.zone)
    abroad = np.array([code is not None and not code.isdigit() for code in codes])
    winter = days < as_of_day() - 22
    within("from abroad before 25 February", float(abroad[winter].mean()), 0.02, 0.03)
    within("from abroad in March", float(abroad[days > as_of_day() - 16].mean()), 0.55, 0.12)
    ends = at_day_ends(whole)
    february = ends[:30]
    dip = ends[int(february.argmax()) : int(ends.argmax())].min()
    assert dip < february.max() < ends.max()


def test_the_classes_at_as_of_are_about_the_ones_told(whole: Made) -> None:
    manifest, episodes = whole.snapshot.manifest, clock(whole.snapshot)
    state = states(episodes, manifest.as_of_us, manifest.as_of_day)
    days = local_days(episodes.anchored_us, manifest.zone)
    codes = whole.snapshot.tables["episodes"]["origin_code"].to_pylist()
    active = np.flatnonzero(np.isin(state, (State.ACTIVE, State.DUE)))
    classes = Counter(
        manifest.pack.category(codes[row], day_date(int(days[row]))) for row in active
    )
    for word, wanted, by in (("key", 214, 20), ("other", 402, 30), ("domestic", 349, 30)):
        within(word, classes[word], wanted, by)
    assert 0 < classes["unknown"] < 10


def test_every_state_and_end_is_there(whole: Made) -> None:
    manifest, episodes = whole.snapshot.manifest, clock(whole.snapshot)
    counts = Counter(states(episodes, manifest.as_of_us, manifest.as_of_day).tolist())
    told({State(one).name: number for one, number in sorted(counts.items())})
    assert counts[State.COMPLETE] == 12
    assert counts[State.PLANNED] >= 1
    assert counts[State.DUE] >= 20
    assert 10 <= counts[State.BROKEN] <= 45
    outcomes = set(column(whole.snapshot, "episodes", "outcome"))
    assert outcomes == {None, "released", "transferred", "left", "cancelled"}
    early = (episodes.outcome == 1) & (episodes.ended_day <= episodes.last_day)
    late = (episodes.outcome == 1) & (episodes.ended_day > episodes.last_day + 1)
    told(f"released early {early.sum()}, late {late.sum()}")
    assert early.sum() > 20
    assert late.sum() > 40


def test_some_arrivals_have_no_home_yet_and_most_rules_count_from_the_next_day(
    whole: Made,
) -> None:
    episodes = whole.snapshot.tables["episodes"]
    assert 3 <= episodes["unit_id"].null_count <= 40
    assert set(episodes["anchor_kind"].to_pylist()) == {"arrival", "door", "last_exposure", "order"}
    within(
        "home-14", float(np.mean(np.array(episodes["rule"].to_pylist()) == "home-14")), 0.88, 0.06
    )
    extended = np.array(episodes["extension_days"].to_pylist(), object)
    reasons = np.array(episodes["extension_reason"].to_pylist(), object)
    assert ((extended == None) == (reasons == None)).all()  # noqa: E711
    assert any(one is not None and one < 0 for one in extended)


def test_families_arrive_together_in_one_home(whole: Made) -> None:
    episodes = whole.snapshot.tables["episodes"]
    groups = Counter(
        zip(
            episodes["unit_id"].to_pylist(),
            episodes["anchored_at"].cast(pa.int64()).to_pylist(),
            strict=True,
        )
    )
    together = sum(count for (unit, _), count in groups.items() if unit and count > 1)
    told(f"{together} of {episodes.num_rows} arrived with family")
    assert 0.4 < together / episodes.num_rows < 0.9
    home = dict(
        zip(
            whole.snapshot.tables["residents"]["resident_id"].to_pylist(),
            whole.snapshot.tables["residents"]["unit_id"].to_pylist(),
            strict=True,
        )
    )
    served = zip(episodes["resident_id"].to_pylist(), episodes["unit_id"].to_pylist(), strict=True)
    assert all(home[person] in (unit, None) for person, unit in served)


def test_nobody_has_two_clocks_at_once(whole: Made) -> None:
    episodes = clock(whole.snapshot)
    people = np.array(whole.snapshot.tables["episodes"]["resident_id"].to_pylist())
    again = [person for person, count in Counter(people.tolist()).items() if count > 1]
    told(f"{len(again)} people came twice")
    assert again
    for person in again:
        rows = np.flatnonzero(people == person)
        rows = rows[np.argsort(episodes.anchored_us[rows])]
        assert (episodes.ended_us[rows[:-1]] <= episodes.anchored_us[rows[1:]]).all()


@pytest.mark.parametrize("residents", [2_000, 40_000, 250_000, 1_000_000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_peaks_scale_and_stay_exact(residents: int, seed: int) -> None:
    scale = Scale(residents)
    stays = stays_of(scale, generator(seed, Stage.STORY))
    ends = under_clock(stays, first_day(), as_of_day() - 1)
    arrivals = np.bincount(stays.day - first_day())
    assert ends.max() == scale.count(1_159)
    assert arrivals.max() == scale.count(166, 1)


def test_checks_come_twice_a_day_to_everybody_under_the_clock(whole: Made) -> None:
    checks = whole.snapshot.tables["checks"]
    kind = np.array(checks["kind"].to_pylist())
    days = local_days(checks["due_at"].cast(pa.int64()).to_numpy(), whole.snapshot.manifest.zone)
    yesterday = as_of_day() - 1
    twice = Counter(
        np.array(checks["episode_id"].to_pylist())[
            (kind == "temperature") & (days == yesterday)
        ].tolist()
    )
    noon = midnight(yesterday, whole.snapshot.manifest.zone) + 12 * 3600 * 10**6
    state = states(clock(whole.snapshot), noon, yesterday)
    active = int(np.isin(state, (State.ACTIVE, State.DUE)).sum())
    within("under the clock at noon yesterday", len(twice), active, 25)
    assert np.mean([count == 2 for count in twice.values()]) > 0.97
    assert {"temperature", "call", "visit", "delivery", "mask_order", "test"} == set(kind)
    done = checks["done_at"].cast(pa.int64()).fill_null(0).to_numpy()
    assert done.max() <= whole.snapshot.manifest.as_of_us


def test_events_carry_every_stamp_in_order_and_one_is_open(whole: Made) -> None:
    events = whole.snapshot.tables["events"]
    names = [
        *("raised_at", "received_at", "acknowledged_at", "accepted_at", "left_at"),
        *("arrived_at", "seen_at", "closed_at"),
    ]
    stamps = np.column_stack(
        [events[name].cast(pa.int64()).fill_null(-1).to_numpy() for name in names]
    )
    for row in stamps:
        there = row[row >= 0]
        assert (np.diff(there) >= 0).all()
    assert (stamps >= 0).all(axis=1).sum() > 50
    assert stamps.max() <= whole.snapshot.manifest.as_of_us
    assert (stamps[:, 7] < 0).sum() >= 1
    assert set(events["kind"].to_pylist()) == {
        *("fall", "call_120", "door_opened", "smoke", "water_silent", "door_silent"),
    }
    assert "false_alarm" in set(events["outcome"].to_pylist())
    door = stamps[(stamps[:, 1] >= 0) & (stamps[:, 5] >= 0)]
    minutes = (door[:, 5] - door[:, 1]) / 60e6
    told(
        f"to the door in {np.median(minutes):.1f} min, nine in ten {np.percentile(minutes, 90):.1f}"
    )
    assert np.median(minutes) < 15
