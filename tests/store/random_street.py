"""Small random legal snapshots, with everything the contract allows to go wrong in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Pacific/Chatham",
    "Asia/Hong_Kong",
)
FIRST = date(2020, 2, 20)
"""Around 8 March New York's clocks go forward, around 29 March London's."""

TAGS = ("lives_alone", "party_member", "medic", "棋友", "zz")
CODES = ("KR", "US", "GB", "AU", "TH", "CN", "420100", "810000", "310115", "710000", None)
KINDS = ("slab", "tower", "塔楼")
OCCUPANCIES = ("owner", "rented", "lent", "vacant", "shared", "business", "unknown")

NUMBERS = {
    "age": (1, 0, 30, 59, 60, 140),
    "floor": tuple(range(-2, 5)),
    "left": tuple(range(15)),
    "checked": (0, 1, 12, 24, 36, 200),
    "floors": tuple(range(1, 6)),
}
CHECKED = {"unit_id": "units", "resident_id": "residents", "episode_id": "episodes"}
"""What a check may be about, and the table it is in."""

Tables = dict[str, list[dict[str, Any]]]


class RandomStreet:
    """One random street by seed: `tables` as rows, `zone`, and instants worth asking for."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.zone = ZoneInfo(self._random.choice(ZONES))
        self._bare = self._random.random() < 0.25
        self.tables: Tables = {}
        self._places()
        self._units()
        self._people()
        self._episodes()
        self._checks()
        if self._bare:
            self.tables.pop(self._random.choice(("committees", "estates")), None)
        self.as_of = self.instant()

    def instant(self) -> datetime:
        """An instant near the episodes, often exactly where something begins or ends."""
        known = [one["anchored_at"] for one in self.tables["episodes"]]
        known += [one["ended_at"] for one in self.tables["episodes"] if one.get("ended_at")]
        if known and self._random.random() < 0.3:
            exact: datetime = self._random.choice(known)
            return exact + timedelta(microseconds=self._random.randint(-1, 1))
        if known and self._random.random() < 0.3:
            one = self._random.choice(self.tables["episodes"])
            length = (one["days"] or 14) + (one["extension_days"] or 0)
            begun = one["anchored_at"].astimezone(self.zone).date()
            return self._at(begun + timedelta(days=length + self._random.randint(-1, 1)))
        return self._at(FIRST + timedelta(days=self._random.randint(0, 70)))

    def conditions(self) -> list[str]:
        """Up to three random conditions that are well formed."""
        return [self._condition() for _ in range(self._random.choice((0, 1, 1, 2, 3)))]

    def number(self, below: int) -> int:
        """A random row of so many."""
        return self._random.randrange(below)

    def _ids(self, prefix: str, count: int) -> list[str]:
        """Ids of one length, of several, or with letters that are not ASCII."""
        kind = self._random.randint(0, 2)
        numbers = self._random.sample(range(1000), count)
        if kind == 0:
            return [f"{prefix}{number:04d}" for number in numbers]
        if kind == 1:
            return [f"{prefix}{number}" for number in numbers]
        return [f"{self._random.choice('楼a号𠮷')}{prefix}{number}" for number in numbers]

    def _some(self, values: list[str], rate: float) -> str | None:
        return self._random.choice(values) if values and self._random.random() < rate else None

    def _at(self, day: date) -> datetime:
        """An instant on a local day, often within a minute of its midnight."""
        seconds = self._random.choice((0, 1, 86_340, self._random.randint(0, 86_399)))
        local = datetime.combine(day, time(), self.zone) + timedelta(seconds=seconds)
        return local.astimezone(UTC)

    def _places(self) -> None:
        choose = self._random
        committees = self._ids("C", choose.randint(0, 3))
        estates = self._ids("E", choose.randint(0, 4))
        buildings = self._ids("B", choose.randint(1, 6))
        self.tables["committees"] = [
            {"committee_id": one, "name": f"居委会{one}"} for one in committees
        ]
        self.tables["estates"] = [
            {"estate_id": one, "name": f"小区{one}", "committee_id": self._some(committees, 0.8)}
            for one in estates
        ]
        self.tables["buildings"] = [
            {
                "building_id": one,
                "name": f"{row}号楼",
                "estate_id": self._some(estates, 0.8),
                "floors_above": choose.randint(1, 5),
                "floors_below": choose.choice((None, 0, 2)),
                "kind": choose.choice((*KINDS, None)),
            }
            for row, one in enumerate(buildings)
        ]

    def _units(self) -> None:
        choose = self._random
        cells = [
            (building["building_id"], floor, column)
            for building in self.tables["buildings"]
            for floor in self._floors(building)
            for column in range(choose.randint(0, 3))
        ]
        self.tables["units"] = [
            {
                "unit_id": unit,
                "building_id": building,
                "floor": floor,
                "column": column,
                "room": f"{floor}0{column}",
                "occupancy": choose.choice(OCCUPANCIES),
            }
            for unit, (building, floor, column) in zip(
                self._ids("U", len(cells)), cells, strict=True
            )
        ]

    def _floors(self, building: dict[str, Any]) -> list[int]:
        below = building["floors_below"] or 0
        return [one for one in range(-below, building["floors_above"] + 1) if one]

    def _people(self) -> None:
        choose = self._random
        units = [one["unit_id"] for one in self.tables["units"]]
        self.tables["residents"] = [
            {
                "resident_id": one,
                "unit_id": self._some(units, 0.85),
                "name": "李明",
                "sex": choose.choice(("f", "m", None)),
                "born": choose.choice(
                    (
                        None,
                        date(1960, 2, 29),
                        date(1990, 3, 9),
                        date(1880, 1, 1),
                        date(2019, 12, 31),
                    )
                ),
                "registration": choose.choice(("local", "incoming", "overseas", "unknown", None)),
                "tags": choose.choice((None, [], choose.sample(TAGS, 2), [TAGS[0], TAGS[0]])),
            }
            for one in self._ids("R", choose.randint(0, 14))
        ]

    def _episodes(self) -> None:
        people = [one["resident_id"] for one in self.tables["residents"]]
        count = self._random.randint(0, 16) if people else 0
        ids = self._ids("P", count)
        crowd = self._random.sample(people, min(len(people), 7))
        self.tables["episodes"] = [self._episode(one, crowd) for one in ids]
        self._tie()

    def _episode(self, key: str, people: list[str]) -> dict[str, Any]:
        choose = self._random
        units = [one["unit_id"] for one in self.tables["units"]]
        days = choose.choice((None, None, 1, 7, 14))
        extension = choose.choice((None, 0, 3, -5, -13))
        if (days or 14) + (extension or 0) < 1:
            extension = None
        anchored = self._at(FIRST + timedelta(days=choose.randint(0, 60)))
        episode: dict[str, Any] = {
            "episode_id": key,
            "resident_id": choose.choice(people),
            "unit_id": self._some(units, 0.8),
            "rule": choose.choice(("home-14", "arrival-14")),
            "anchor_kind": choose.choice(("arrival", "door", "last_exposure", "order")),
            "anchored_at": anchored,
            "days": days,
            "extension_days": extension,
            "extension_reason": choose.choice((None, "复检")),
            "category": choose.choice((None, None, "key", "unknown")),
            "origin_code": choose.choice(CODES),
            "ended_at": None,
            "outcome": None,
        }
        if choose.random() < 0.5:
            outcome = choose.choice(("released", "transferred", "left", "cancelled"))
            least = -5 if outcome == "cancelled" else 0
            after = timedelta(days=choose.randint(least, 20), seconds=choose.randint(0, 86_399))
            episode |= {"ended_at": anchored + after, "outcome": outcome}
        return episode

    def _tie(self) -> None:
        """Some episodes of a person begin at the same instant."""
        for one in self.tables["episodes"]:
            other = self._random.choice(self.tables["episodes"])
            if self._random.random() < 0.3 and one["ended_at"] is None:
                one["anchored_at"] = other["anchored_at"]
                one["resident_id"] = other["resident_id"]

    def _checks(self) -> None:
        """Visits at places, of people and for episodes, done or not."""
        choose = self._random
        ids = {
            name: [row[name] for row in self.tables[table]]
            for name, table in CHECKED.items()
            if self.tables[table]
        }
        count = choose.randint(0, 8) if ids else 0
        self.tables["checks"] = []
        for key in self._ids("K", count):
            due = self._at(FIRST + timedelta(days=choose.randint(0, 70)))
            done = due + timedelta(hours=choose.randint(-3, 30))
            about = choose.sample(sorted(ids), choose.randint(1, len(ids)))
            self.tables["checks"].append(
                {
                    "check_id": key,
                    "kind": "visit",
                    "due_at": due,
                    "done_at": choose.choice((None, done, done)),
                    **{name: choose.choice(ids[name]) for name in about},
                }
            )

    def _condition(self) -> str:
        choose = self._random
        ids = {
            field: [row[f"{field}_id"] for row in self.tables.get(f"{field}s", ())]
            for field in ("committee", "estate", "building", "unit")
        }
        for building in self.tables["buildings"]:
            if building["estate_id"] is not None:
                ids["estate"].append(building["estate_id"])
        words = {
            "state": ["planned", "active", "due", "complete", "released", "broken", "none"],
            "category": ["key", "other", "domestic", "unknown"],
            "tag": [*TAGS, "no_such_tag"],
            "sex": ["f", "m"],
            "registration": ["local", "incoming", "overseas", "unknown"],
            "occupancy": list(OCCUPANCIES),
            "kind": [*KINDS, "no such kind"],
            "resident": [*(row["resident_id"] for row in self.tables["residents"]), "no such id"],
            **{field: [*known, "no such id"] for field, known in ids.items()},
        }
        field = choose.choice((*words, *NUMBERS, "arrived"))
        if field in words:
            chosen = choose.sample(words[field], choose.randint(1, min(2, len(words[field]))))
            return f"{field}{choose.choice(('=', '=', '!='))}{','.join(chosen)}"
        operator = choose.choice(("=", "!=", ">=", "<="))
        ranged = operator in ("=", "!=") and choose.random() < 0.3
        if field == "arrived":
            first = FIRST + timedelta(days=choose.randint(0, 60))
            until = f"..{first + timedelta(days=choose.randint(0, 20))}" if ranged else ""
            return f"arrived{operator}{first}{until}"
        number = str(choose.choice(NUMBERS[field]))
        if field == "checked" and operator in ("=", "!=") and choose.random() < 0.7:
            number = choose.choice(("never", f"never,{number}"))
        elif ranged:
            number = f"{number}..{int(number) + choose.randint(0, 30)},{number}"
        return f"{field}{operator}{number}"
