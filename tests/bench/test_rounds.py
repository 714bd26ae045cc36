"""Rounds: kernels take turns, ratios stay within a round, slow rounds are left out."""

from __future__ import annotations

import pytest

from console.bench.rounds import Act, Peer, Spread, measure, row_of


def act(**more: object) -> Act:
    given = {"name": "step", "ours": int, "floor": int, "floor_name": "blit"} | more
    return Act(**given)  # type: ignore[arg-type]


def test_ratios_are_taken_within_each_round() -> None:
    row = row_of(act(), [{"ours": 2.0, "floor": 1.0}, {"ours": 2.8, "floor": 1.4}])
    assert row.over_floor == Spread(2.0, 2.0, 2.0)


def test_a_round_with_a_slow_floor_is_dropped_and_counted() -> None:
    taken = [{"ours": 1.0, "floor": 1.0}, {"ours": 9.0, "floor": 1.6}, {"ours": 1.2, "floor": 1.5}]
    row = row_of(act(), taken)
    assert (row.rounds, row.dropped) == (3, 1)
    assert row.ours_ms.high <= 1.2


def test_a_spread_is_the_median_and_the_quartiles() -> None:
    assert Spread.of([4.0, 1.0, 3.0, 2.0, 5.0]) == Spread(3.0, 2.0, 4.0)


def test_one_figure_is_its_own_spread() -> None:
    assert Spread.of([7.0]) == Spread(7.0, 7.0, 7.0)


@pytest.mark.parametrize(("gate", "is_within"), [(2.0, True), (1.9, False), (None, True)])
def test_a_gate_is_kept_by_the_median_ratio(gate: float | None, is_within: bool) -> None:
    row = row_of(act(floor_gate=gate), [{"ours": 2.0, "floor": 1.0}] * 3)
    assert row.is_within is is_within


def test_a_gate_on_the_peer_counts_too() -> None:
    with_peer = act(peers=(Peer("qgis", int, 0.5),))
    row = row_of(with_peer, [{"ours": 2.0, "floor": 1.0, "peer qgis": 3.0}])
    assert not row.is_within


def test_the_order_turns_from_round_to_round() -> None:
    ran: list[str] = []
    turning = act(
        ours=lambda: ran.append("ours"),
        floor=lambda: ran.append("floor"),
        peers=(Peer("qgis", lambda: ran.append("peer")),),
        rounds=3,
    )
    measure(turning)
    firsts = ran[3::3]
    assert firsts[:3] == ["floor", "ours", "peer"]


def test_what_comes_before_is_not_timed_and_runs_ahead_of_ours_alone() -> None:
    ran: list[str] = []
    measure(
        act(
            before=lambda: ran.append("before"),
            ours=lambda: ran.append("ours"),
            floor=lambda: ran.append("floor"),
            rounds=2,
        )
    )
    assert ran.count("before") == ran.count("ours")
    assert all(ran[at - 1] == "before" for at, name in enumerate(ran) if name == "ours")


def test_rounds_that_are_dropped_are_made_up_for() -> None:
    floors = iter([1.0, 1.0, 9.0, 1.0, 1.0])
    row = measure(act(ours=lambda: 2.0, floor=lambda: next(floors), rounds=3))
    assert (row.rounds, row.dropped) == (4, 1)


def test_a_kernel_that_timed_itself_is_believed() -> None:
    row = measure(act(ours=lambda: 12.5, floor=lambda: 5.0, rounds=3))
    assert row.ours_ms.median == 12.5
    assert row.over_floor.median == 2.5
