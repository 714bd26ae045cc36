"""The scenes of the day's work: days, committees, standing exceptions, alarms."""

from __future__ import annotations

import numpy as np

from console.domain import banding, instants, packs
from console.domain.banding import UNTOLD, Amount
from console.domain.clock import State
from console.domain.instants import NEVER_US
from console.state.wall.board import Board
from console.state.wall.census import by_state
from console.state.wall.scenes import (
    AlarmsScene,
    ClosedAlarm,
    CommitteeRow,
    CommitteesScene,
    DayScene,
    ExceptionsScene,
    Figure,
    OpenAlarm,
)
from console.store import lists
from console.store.baseline import baseline
from console.store.columns import I32, I64
from console.store.open_checks import open_checks
from console.store.query_days import days_by_class
from console.store.rows import follow
from console.store.stamps import ACKNOWLEDGED, ARRIVED, CLOSED, RAISED

AHEAD_DAYS = 14
ROWS = 10
_MOST_ALARMS = 8
_EXCEPTIONS: tuple[lists.Kind, ...] = (
    "due", "complete", "unmatched", "checks", "unchecked", "vacant", "double",
)  # fmt: skip
_CALM = ("due",)
_RUNS = (State.ACTIVE, State.DUE)


def day_scene(board: Board) -> DayScene:
    """Every day of the season, and the releases of the fortnight to come."""
    frame, street = board.frame, board.frame.street
    last_day = street.episodes.last_day[np.isin(frame.episode_state, _RUNS)]
    ahead = last_day - frame.today
    inside = ahead[(ahead >= 0) & (ahead <= AHEAD_DAYS)]
    classes = packs.load(street.scenario).classes
    return DayScene(
        days=days_by_class(street),
        today=frame.today,
        active=board.census.total,
        roles=tuple(one.role for one in classes),
        labels=tuple(dict(one.label) for one in classes),
        releases=np.bincount(inside, minlength=AHEAD_DAYS + 1).astype(np.int32),
    )


def committees_scene(board: Board, page: int) -> CommitteesScene:
    """The `page`th ten of the committees by what they have to do; the page wraps round."""
    frame, taken = board.frame, board.census
    due, complete = by_state(frame, State.DUE), by_state(frame, State.COMPLETE)
    checks = _open_checks(board)
    to_do = due + complete + checks
    ties = np.where(taken.exact, taken.committees, banding.order(taken.committees))
    order = np.lexsort((np.arange(len(to_do)), -ties, -to_do))
    pages = max(1, -(-len(order) // ROWS))
    page %= pages
    chosen = order[page * ROWS : (page + 1) * ROWS].tolist()
    others = np.setdiff1d(order, chosen)
    names = frame.street.committees
    rows = tuple(
        CommitteeRow(
            name=names.name.text(row) or names.id.text(row),
            due=int(due[row]),
            complete=int(complete[row]),
            checks=int(checks[row]),
            active=taken.committee(row),
        )
        for row in chosen
    )
    nowhere = _nowhere(board)
    told = bool(taken.exact[chosen].all()) and taken.tells_the_rest
    told = told and (nowhere is None or nowhere.active.count != banding.FEW)
    rest = Amount(int(frame.committees.active[others].sum()), is_exact=True)
    in_sum = CommitteeRow(
        name="",
        due=int(due[others].sum()),
        complete=int(complete[others].sum()),
        checks=int(checks[others].sum()),
        active=rest if told else UNTOLD,
    )
    most = int(to_do.max(initial=0))
    kept = in_sum if len(others) else None
    return CommitteesScene(rows, page * ROWS + 1, page + 1, pages, kept, len(others), most, nowhere)


def _nowhere(board: Board) -> CommitteeRow | None:
    """What the street has and no committee, so that the rows add up to the street's figures.

    None where there is nothing, or where even that would tell; a few people are a band.
    """
    if not board.census.tells_the_rest:
        return None
    frame = board.frame
    whole, inside = frame.total.by_state[0], frame.committees.by_state.sum(axis=0)
    states = whole - inside
    checks = len(open_checks(frame.street, frame.as_of_us))
    active = int(states[list(_RUNS)].sum())
    is_few = 0 < active <= banding.MOST_FEW
    row = CommitteeRow(
        name="",
        due=int(states[State.DUE]),
        complete=int(states[State.COMPLETE]),
        checks=checks - int(_open_checks(board).sum()),
        active=Amount(banding.FEW) if is_few else Amount(active, is_exact=True),
    )
    return row if active + row.to_do else None


def exceptions_scene(board: Board) -> ExceptionsScene:
    """Everything that waits for somebody, counted over the whole street."""
    counts: dict[str, int | None] = {
        kind: lists.count_of(kind, board.frame) for kind in _EXCEPTIONS
    }
    counts["open_events"] = len(board.alarms.open_at(board.frame.as_of_us))
    return ExceptionsScene(
        tuple(
            Figure(kind, count, is_urgent=bool(count) and kind not in _CALM)
            for kind, count in counts.items()
        )
    )


def alarms_scene(board: Board) -> AlarmsScene:
    """The alarms open at the frame's instant, and the local day so far."""
    frame, alarms = board.frame, board.alarms
    zone = instants.zone(frame.street.zone)
    known = alarms.at(frame.as_of_us)
    midnight_us = instants.midnight(frame.today, zone)
    raised = known[:, RAISED]
    today = (raised >= midnight_us) & (raised != NEVER_US)
    closed = (known[:, CLOSED] >= midnight_us) & (known[:, CLOSED] != NEVER_US)
    week = (raised >= frame.as_of_us - 7 * instants.MICROS_A_DAY) & (known[:, ARRIVED] != NEVER_US)
    spans = np.sort((known[:, ARRIVED] - raised)[week]) / 1e6
    rows = alarms.open_at(frame.as_of_us).tolist()
    return AlarmsScene(
        open=open_alarms(board)[:_MOST_ALARMS],
        recent=_recent(board, known),
        unlisted=max(0, len(rows) - _MOST_ALARMS),
        today=int(today.sum()),
        closed_today=int(closed.sum()),
        to_door_s=float(spans[len(spans) // 2]) if len(spans) else None,
        seen_by_hour=_by_hour(raised, frame.as_of_us),
        as_of_us=frame.as_of_us,
        zone=frame.street.zone,
    )


def open_alarms(board: Board) -> tuple[OpenAlarm, ...]:
    """The alarms open at the frame's instant: those nobody acknowledged first, then the latest."""
    alarms, names = board.alarms, board.frame.street.committees.name
    known = alarms.at(board.frame.as_of_us)
    found = [
        OpenAlarm(
            kind=alarms.kinds[alarms.kind[row]],
            committee=names.text(int(alarms.committee[row])),
            raised_us=int(known[row, RAISED]),
            steps=tuple(None if at == NEVER_US else at for at in known[row].tolist()),
            waits=bool(known[row, ACKNOWLEDGED] == NEVER_US),
            key=(int(known[row, RAISED]), int(alarms.kind[row])),
        )
        for row in alarms.open_at(board.frame.as_of_us).tolist()
    ]
    return tuple(sorted(found, key=lambda one: (not one.waits, -one.raised_us)))


def _recent(board: Board, known: I64) -> tuple[ClosedAlarm, ...]:
    """The alarms closed last, the latest first."""
    alarms, names = board.alarms, board.frame.street.committees.name
    closed = np.flatnonzero(known[:, CLOSED] != NEVER_US)
    latest = closed[np.argsort(-known[closed, CLOSED], kind="stable")][:_MOST_ALARMS]
    return tuple(
        ClosedAlarm(
            kind=alarms.kinds[alarms.kind[row]],
            committee=names.text(int(alarms.committee[row])),
            raised_us=int(known[row, RAISED]),
            to_door_s=None
            if known[row, ARRIVED] == NEVER_US
            else float(known[row, ARRIVED] - known[row, RAISED]) / 1e6,
        )
        for row in latest.tolist()
    )


def _by_hour(raised: I64, now: int) -> tuple[int, ...]:
    """Alarms raised in each of the last 24 hours, the oldest first."""
    hours = (
        now - raised[(raised <= now) & (raised > now - instants.MICROS_A_DAY)]
    ) // 3_600_000_000
    return tuple(np.bincount(23 - hours, minlength=24)[:24].tolist())


def _open_checks(board: Board) -> I32:
    """Checks due and not done by committee, int32[c]."""
    street = board.frame.street
    unit = street.checks.unit[open_checks(street, board.frame.as_of_us)]
    base = baseline(street)
    committee = follow(base.committee_of_building, follow(base.building_of_unit, unit))
    committees = len(street.committees.id)
    return np.bincount(committee + 1, minlength=committees + 1)[1:].astype(np.int32)
