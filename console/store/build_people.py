"""Residents and episodes: Arrow tables to columns, tags to bits, instants to days."""

from __future__ import annotations

from concurrent.futures import Executor
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain import instants
from console.domain.clock import Episodes, Outcome
from console.domain.distinct import distinct
from console.domain.instants import NEVER_US
from console.domain.packs import Pack
from console.domain.records import dataclass
from console.store.arrow import IdColumn, Table, dictionary, grouped, no_strings, positions
from console.store.columns import (
    ANCHOR_KINDS,
    I32,
    I64,
    REGISTRATIONS,
    SEXES,
    U8,
    U64,
    EpisodeDetails,
    RareTags,
    Residents,
    Strings,
)

_OUTCOMES = ("released", "transferred", "left", "cancelled")
_FAR_DAY = np.iinfo(np.int32).max
_MOST_TAGS = 64
_FIRST_DAY, _LAST_DAY = instants.day_number(date.min), instants.day_number(date.max)
_SPAN, _SHIFT = 2**32, 2**31


@dataclass(frozen=True, slots=True)
class People:
    """The residents, what their codes stand for, and their names in the same order."""

    residents: Residents
    first_resident: I32
    tags: tuple[str, ...]
    rare: RareTags
    households: Strings
    relations: Strings
    names: Strings
    ids: IdColumn


def build_people(table: Table, unit_ids: IdColumn, pack: Pack, pool: Executor) -> People:
    """Residents by unit and id; `first_resident` int32[units+1] slices them."""
    unit = table.rows_of("unit_id", unit_ids)
    first_resident, order = grouped(unit, len(unit_ids.ids))
    if order is not None:
        table, unit = table.take(order), unit[order]
    coded = [pool.submit(dictionary, table.words(name)) for name in ("household", "relation")]
    tags, bits, rare = _tags(table.column("tags", pa.list_(pa.string())), pack)
    (household, households), (relation, relations) = (one.result() for one in coded)
    residents = Residents(
        id=table.strings("resident_id"),
        unit=unit,
        born=table.days("born"),
        sex=table.codes("sex", SEXES),
        registration=table.codes("registration", REGISTRATIONS),
        tags=bits,
        household=household,
        relation=relation,
    )
    return People(
        residents=residents,
        first_resident=first_resident,
        tags=tags,
        rare=rare,
        households=households,
        relations=relations,
        names=table.strings("name"),
        ids=IdColumn(table.text("resident_id"), order),
    )


def _tags(column: pa.Array, pack: Pack) -> tuple[tuple[str, ...], U64, RareTags]:
    """The tags in order of their bits, the pack's first; uint64[n] of bits; those without one."""
    bits = np.zeros(len(column), np.uint64)
    flat = column.flatten()
    found = pc.unique(flat).drop_null().to_pylist()
    every = (*pack.tags, *sorted(set(found) - set(pack.tags)))
    parents = pc.list_parent_indices(column).to_numpy().astype(np.int32)
    place = positions(flat, pa.array(every, pa.string()), len(every), np.int32)
    common = place < min(len(every), _MOST_TAGS)
    one_bit = np.left_shift(np.uint64(1), place[common].astype(np.uint64))
    owners = parents[common]
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    if len(starts):
        bits[owners[starts]] = np.bitwise_or.reduceat(one_bit, starts)
    rest = ~common & (place < len(every))
    return every[:_MOST_TAGS], bits, _rare(every[_MOST_TAGS:], parents[rest], place[rest])


def _rare(tags: tuple[str, ...], resident: I32, place: I32) -> RareTags:
    pairs, _ = distinct(resident.astype(np.int64) * max(1, len(tags)) + (place - _MOST_TAGS))
    owner, tag = np.divmod(pairs, max(1, len(tags)))
    return RareTags(tags, owner.astype(np.int32), tag.astype(np.int32))


@dataclass(frozen=True, slots=True)
class Stays:
    """The episodes, what the card says of them, and bare ids of people where there is no table.

    `ids` are the episodes' ids in the same order.
    """

    episodes: Episodes
    details: EpisodeDetails
    bare_residents: Strings
    ids: IdColumn


def build_stays(
    table: Table, people: IdColumn | None, unit_ids: IdColumn, pack: Pack, tz: ZoneInfo
) -> Stays:
    """Episodes by resident, anchor and id; `people` are the residents' ids, or None without any."""
    resident, bare = _residents_of(table, people)
    anchored_us = table.micros("anchored_at", 0)
    order = _order(resident, anchored_us, table.text("episode_id"))
    table, resident, anchored_us = table.take(order), resident[order], anchored_us[order]
    rule = table.codes("rule", tuple(pack.rules))
    rules = tuple(pack.rules.values())
    days = _days(table, rule, np.array([one.days for one in rules], np.int32))
    extension = table.int16("extension_days", 0).astype(np.int32)
    anchor_day = instants.local_days(anchored_us, tz)
    starts_next = np.array([one.day1 == "next" for one in rules], np.int32)
    first_day = anchor_day + starts_next[rule]
    length = days + extension
    ended_us = table.micros("ended_at", NEVER_US)
    episodes = Episodes(
        resident=resident,
        unit=table.rows_of("unit_id", unit_ids),
        anchored_us=anchored_us,
        first_day=first_day,
        last_day=first_day + length - 1,
        length=length,
        ended_us=ended_us,
        ended_day=_ended_days(ended_us, tz),
        outcome=_outcomes(table),
    )
    details = EpisodeDetails(
        id=table.strings("episode_id"),
        rule=rule,
        category=_categories(table, anchor_day, pack),
        anchor_kind=table.codes("anchor_kind", ANCHOR_KINDS),
        days=days,
        extension_days=extension,
        extension_reason=table.strings("extension_reason"),
    )
    return Stays(episodes, details, bare, IdColumn(table.text("episode_id"), order))


def _residents_of(table: Table, people: IdColumn | None) -> tuple[I32, Strings]:
    if people is None:
        return dictionary(table.text("resident_id"))
    return table.rows_of("resident_id", people), no_strings(0)


def _order(resident: I32, anchored_us: I64, ids: pa.Array) -> I64:
    keys = pa.table({"resident": resident, "anchored": anchored_us, "id": ids})
    by = [("resident", "ascending"), ("anchored", "ascending"), ("id", "ascending")]
    order: I64 = pc.sort_indices(keys, sort_keys=by).to_numpy().astype(np.int64)
    return order


def _days(table: Table, rule: U8, days_of_rule: I32) -> I32:
    given = table.int16("days", 0).astype(np.int32)
    return np.where(given > 0, given, days_of_rule[rule])


def _outcomes(table: Table) -> U8:
    place = positions(table.words("outcome"), pa.array(_OUTCOMES), -1, np.int16)
    return (place + Outcome.RELEASED).astype(np.uint8)


def _ended_days(ended_us: I64, tz: ZoneInfo) -> I32:
    day = np.full(len(ended_us), _FAR_DAY, np.int32)
    ended = ended_us != NEVER_US
    day[ended] = instants.local_days(ended_us[ended], tz)
    return day


def _categories(table: Table, anchor_day: I32, pack: Pack) -> U8:
    """Position of each episode's class: the one given, else the pack's word for origin and day."""
    keys = tuple(one.key for one in pack.classes)
    given = positions(table.words("category"), pa.array(keys, pa.string()), -1, np.int16)
    open_rows = np.flatnonzero(given < 0)
    codes, origins = dictionary(table.words("origin_code"))
    pairs = codes[open_rows].astype(np.int64) * _SPAN + (
        anchor_day[open_rows].astype(np.int64) + _SHIFT
    )
    asked, which = distinct(pairs)
    decided = [
        keys.index(pack.category(origins.text(code) or None, _date(day - _SHIFT)))
        for code, day in (divmod(one, _SPAN) for one in asked.tolist())
    ]
    given[open_rows] = np.array(decided, np.int16)[which] if decided else 0
    return given.astype(np.uint8)


def _date(day: int) -> date:
    """The date of a day number, the nearest in the calendar for one beyond it."""
    return instants.day_date(max(_FIRST_DAY, min(day, _LAST_DAY)))
