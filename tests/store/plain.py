"""A slow, plain reading of the contract, row by row: what `summary` and `clock` must say.

It shares nothing with the program but the scenario's words: no columns, no codes, no day numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from tests.store.plain_conditions import PERSON_FIELDS, keeps_person, keeps_unit, split

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

RULES = {"home-14": (14, "next"), "arrival-14": (14, "same")}
CLASSES = ("key", "other", "domestic", "unknown")
STATES = ("planned", "active", "due", "complete", "released", "broken", "none")
KEY_LIST = (
    (date(2020, 3, 6), {"KR", "IT", "IR", "JP"}),
    (date(2020, 3, 13), {"FR", "ES", "DE", "US"}),
    (date(2020, 3, 17), {"GB", "CH", "SE", "BE", "NO", "NL", "DK", "AT"}),
    (date(2020, 3, 20), {"AU", "MY", "GR", "CZ", "FI", "QA", "CA", "SA"}),
)


@dataclass(frozen=True)
class PlainStreet:
    """The rows of a snapshot, its zone, and the instant asked for."""

    tables: Tables
    zone: ZoneInfo
    as_of: datetime
    code: str = "310115016"
    name: str = "花木街道"

    def rows(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    @cached_property
    def today(self) -> date:
        return self.as_of.astimezone(self.zone).date()

    @cached_property
    def unit_of_id(self) -> dict[str, Row]:
        return {row["unit_id"]: row for row in self.rows("units")}

    @cached_property
    def building_of_id(self) -> dict[str, Row]:
        return {row["building_id"]: row for row in self.rows("buildings")}

    @cached_property
    def estate_of_id(self) -> dict[str, Row]:
        return {row["estate_id"]: row for row in self.rows("estates")}

    @cached_property
    def episodes_of(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows("episodes"):
            found.setdefault(row["resident_id"], []).append(row)
        return found

    @cached_property
    def shown_of(self) -> dict[str, Row | None]:
        return {
            row["resident_id"]: self.shown(row["resident_id"]) for row in self.rows("residents")
        }

    # the clock

    def local_date(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def days(self, episode: Row) -> int:
        given: int | None = episode.get("days")
        return RULES[episode["rule"]][0] if given is None else given

    def length(self, episode: Row) -> int:
        return self.days(episode) + (episode.get("extension_days") or 0)

    def first_day(self, episode: Row, counting: str | None = None) -> date:
        anchored = self.local_date(episode["anchored_at"])
        counting = counting or RULES[episode["rule"]][1]
        return anchored + timedelta(days=1) if counting == "next" else anchored

    def last_day(self, episode: Row, counting: str | None = None) -> date:
        return self.first_day(episode, counting) + timedelta(days=self.length(episode) - 1)

    def has_ended(self, episode: Row) -> bool:
        ended = episode.get("ended_at")
        return ended is not None and ended <= self.as_of

    def is_cancelled(self, episode: Row) -> bool:
        return self.has_ended(episode) and episode["outcome"] == "cancelled"

    def has_begun(self, episode: Row) -> bool:
        began: bool = episode["anchored_at"] <= self.as_of
        return began

    def state(self, episode: Row) -> str:
        if self.has_ended(episode):
            return "released" if episode["outcome"] == "released" else "broken"
        if not self.has_begun(episode):
            return "planned"
        if self.today >= self.last_day(episode) + timedelta(days=1):
            return "complete"
        return "due" if self.today == self.last_day(episode) else "active"

    def day(self, episode: Row) -> int | None:
        if self.state(episode) == "planned":
            return None
        until = self.local_date(episode["ended_at"]) if self.has_ended(episode) else self.today
        k = (until - self.first_day(episode)).days + 1
        return max(0, min(self.length(episode), k))

    def shown(self, resident: str) -> Row | None:
        mine = self.episodes_of.get(resident, [])
        begun = [one for one in mine if self.has_begun(one) and not self.is_cancelled(one)]
        not_ended = [one for one in begun if not self.has_ended(one)]
        if begun:
            return max(not_ended or begun, key=_by_anchor)
        planned = [one for one in mine if not self.has_begun(one) and not self.is_cancelled(one)]
        if planned:
            return min(planned, key=_by_anchor)
        cancelled = [one for one in mine if self.is_cancelled(one)]
        return max(cancelled, key=_by_anchor) if cancelled else None

    # a person

    def state_of(self, person: Row) -> str:
        episode = self.shown_of[person["resident_id"]]
        return "none" if episode is None else self.state(episode)

    def place_of(self, person: Row) -> Row | None:
        episode = self.shown_of[person["resident_id"]]
        unit = person.get("unit_id")
        running = ("planned", "active", "due", "complete")
        if episode is not None and self.state(episode) in running:
            unit = episode.get("unit_id") or unit
        return None if unit is None else self.unit_of_id[unit]

    def category_of(self, person: Row) -> str | None:
        episode = self.shown_of[person["resident_id"]]
        if episode is None or self.state(episode) not in ("active", "due"):
            return None
        return episode.get("category") or self.decided(episode)

    def decided(self, episode: Row) -> str:
        code = episode.get("origin_code")
        day = self.local_date(episode["anchored_at"])
        if code is None:
            return "unknown"
        if code.isdigit():
            if code[:2] in ("71", "81", "82"):
                return "other"
            return "key" if code[:2] == "42" and day < date(2020, 4, 8) else "domestic"
        if code == "CN":
            return "domestic"
        listed = any(code in codes for since, codes in KEY_LIST if since <= day)
        return "key" if listed else "other"

    def age_of(self, person: Row) -> int | None:
        born = person.get("born")
        if born is None:
            return None
        had_birthday = (self.today.month, self.today.day) >= (born.month, born.day)
        years: int = self.today.year - born.year - (not had_birthday)
        return years

    # places

    def arrived_of(self, person: Row) -> date | None:
        shown = self.shown_of[person["resident_id"]]
        return None if shown is None else self.local_date(shown["anchored_at"])

    def left_of(self, person: Row) -> int | None:
        shown = self.shown_of[person["resident_id"]]
        if shown is None or self.state(shown) not in ("active", "due"):
            return None
        return (self.last_day(shown) - self.today).days

    def checked_of(self, person: Row) -> int | str | None:
        """Whole hours since a check was done at the place, or "never"; None if not under clock."""
        if self.state_of(person) not in ("active", "due"):
            return None
        place = self.place_of(person)
        if place is None:
            return "never"
        done = [
            check["done_at"]
            for check in self.rows("checks")
            if self._place_of_check(check) == place["unit_id"]
            and check["done_at"] is not None
            and check["done_at"] <= self.as_of
        ]
        return (self.as_of - max(done)) // timedelta(hours=1) if done else "never"

    def _place_of_check(self, check: Row) -> str | None:
        if check.get("unit_id"):
            return str(check["unit_id"])
        episodes = {row["episode_id"]: row for row in self.rows("episodes")}
        episode = episodes.get(check.get("episode_id") or "", {})
        if episode.get("unit_id"):
            return str(episode["unit_id"])
        people = {row["resident_id"]: row for row in self.rows("residents")}
        person = people.get(check.get("resident_id") or episode.get("resident_id", ""), {})
        return person.get("unit_id")

    def building_id(self, unit: Row) -> str:
        return str(unit["building_id"])

    def estate_id(self, unit: Row) -> str | None:
        found: str | None = self.building_of_id[unit["building_id"]].get("estate_id")
        return found

    def committee_id(self, unit: Row) -> str | None:
        estate = self.estate_of_id.get(self.estate_id(unit) or "")
        return None if estate is None else estate.get("committee_id")

    def id_at(self, level: str, unit: Row) -> str | None:
        """The id of the place of a level a unit lies in; None where it has no row there."""
        if level == "street":
            return self.code
        if level == "unit":
            return str(unit["unit_id"])
        found = {"building": self.building_id, "estate": self.estate_id}.get(
            level, self.committee_id
        )(unit)
        return found if found in {row[f"{level}_id"] for row in self.rows(f"{level}s")} else None


def _by_anchor(episode: Row) -> tuple[datetime, str]:
    return episode["anchored_at"], episode["episode_id"]


# summary --json


def summary(
    street: PlainStreet, where: Sequence[str] = (), by: str | None = None
) -> dict[str, Any]:
    of_people = [one for one in where if split(one)[0] in PERSON_FIELDS]
    of_places = [one for one in where if one not in of_people]
    people = [
        person
        for person in street.rows("residents")
        if all(keeps_person(street, person, one) for one in of_people)
        and (not of_places or _place_kept(street, person, of_places))
    ]
    units = [
        unit
        for unit in street.rows("units")
        if all(keeps_unit(street, unit, one) for one in of_places)
    ]
    if of_people:
        places = {p["unit_id"] for p in map(street.place_of, people) if p is not None}
        units = [unit for unit in units if unit["unit_id"] in places]
    states = Counter(street.state_of(person) for person in people)
    categories = Counter(filter(None, (street.category_of(person) for person in people)))
    return {
        "as_of": street.as_of.astimezone(street.zone).isoformat(),
        "where": list(where),
        "totals": _totals(street, units, people, bool(where)),
        "clock": {
            state: states[state] + (states["due"] if state == "active" else 0) for state in STATES
        },
        "categories": {one: categories[one] for one in CLASSES},
        "occupancy": dict(Counter(unit["occupancy"] for unit in units)),
        "tags": dict(Counter(tag for p in people for tag in set(p.get("tags") or ()))),
        "by": list(_by(street, by, units, people, bool(where))) if by else [],
    }


def _place_kept(street: PlainStreet, person: Row, of_places: Sequence[str]) -> bool:
    place = street.place_of(person)
    return place is not None and all(keeps_unit(street, place, one) for one in of_places)


def _totals(
    street: PlainStreet, units: Sequence[Row], people: Sequence[Row], filtered: bool
) -> dict[str, int]:
    totals = {}
    for level in ("committee", "estate", "building"):
        if filtered:
            totals[f"{level}s"] = len({street.id_at(level, unit) for unit in units} - {None})
        else:
            totals[f"{level}s"] = len(street.rows(f"{level}s"))
    return {**totals, "units": len(units), "residents": len(people)}


def _by(
    street: PlainStreet, level: str, units: Sequence[Row], people: Sequence[Row], filtered: bool
) -> Iterator[dict[str, Any]]:
    homes = [(person, street.place_of(person)) for person in people]
    at = [(p, None if u is None else street.id_at(level, u)) for p, u in homes]
    if level == "street":
        at = [(person, street.code) for person in people]
        names: dict[str, Any] = {street.code: street.name}
    else:
        name = "room" if level == "unit" else "name"
        names = {row[f"{level}_id"]: row[name] for row in street.rows(f"{level}s")}
    unit_ids = [street.id_at(level, unit) for unit in units]
    kept = set(names) if not filtered or level == "street" else set(unit_ids) - {None}
    rows = []
    for place in [*kept, None]:
        here = [street.state_of(person) for person, where in at if where == place]
        row = {
            "id": place,
            "name": None if place is None else names[place],
            "residents": len(here),
            "units": unit_ids.count(place),
            "active": sum(state in ("active", "due") for state in here),
            "complete": here.count("complete"),
        }
        if place is not None or row["residents"] or row["units"]:
            rows.append(row)
    yield from sorted(rows, key=lambda row: (row["id"] is None, -row["active"], row["id"] or ""))


# clock --json


def clock(street: PlainStreet, episode: Row) -> dict[str, Any]:
    """What `clock --json` says of an episode, but for the sentence."""
    counting = RULES[episode["rule"]][1]
    other = "same" if counting == "next" else "next"
    return {
        "episode": episode["episode_id"],
        "resident": episode["resident_id"],
        "rule": episode["rule"],
        "anchor": {
            "kind": episode["anchor_kind"],
            "at": episode["anchored_at"].astimezone(street.zone).isoformat(),
        },
        "counting": counting,
        "days": street.days(episode),
        "extension_days": episode.get("extension_days") or 0,
        "first_day": street.first_day(episode).isoformat(),
        "last_day": street.last_day(episode).isoformat(),
        "complete_from": _midnight_after(street, street.last_day(episode)),
        "state": street.state(episode),
        "day": street.day(episode),
        "of": street.length(episode),
        "other_counting": {
            "last_day": street.last_day(episode, other).isoformat(),
            "complete_from": _midnight_after(street, street.last_day(episode, other)),
        },
    }


def _midnight_after(street: PlainStreet, day: date) -> str:
    """The first instant of the next day: its 00:00, or what the zone has in its place."""
    midnight = datetime.combine(day + timedelta(days=1), time(), street.zone)
    return midnight.astimezone(UTC).astimezone(street.zone).isoformat()
