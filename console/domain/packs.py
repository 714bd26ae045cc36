"""The scenario pack: rules, colour classes and tags of a scene, as dated data from resources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from console.domain import resources, words
from console.domain.clock import Day1
from console.domain.errors import UserError
from console.domain.records import dataclass

CARE, ROLE = "care", "role"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the clock: how many days, and whether the anchor's own date is day 1."""

    id: str
    days: int
    day1: Day1
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ColourClass:
    """One colour class: `role` names the theme's colour, `sign` the mark inside the head."""

    key: str
    role: str
    sign: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag the pack knows: its badge is one character; care comes before role, in pack order."""

    key: str
    badge: str
    kind: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CodeRule:
    """What a null category becomes: codes beginning with `prefix`, until the day `before`."""

    prefix: str
    category: str
    before: date | None


@dataclass(frozen=True, slots=True)
class Pack:
    """A scenario pack; `classes` in the order the legend shows them."""

    id: str
    label: Mapping[str, str]
    rules: Mapping[str, Rule]
    classes: tuple[ColourClass, ...]
    tags: Mapping[str, Tag]
    no_code: str
    domestic_codes: tuple[CodeRule, ...]
    domestic: str
    abroad: str
    key: str
    key_list: tuple[tuple[date, frozenset[str]], ...]

    def class_index(self, key: str) -> int:
        """Position of a colour class in `classes`; ValueError when the pack has none such."""
        return [one.key for one in self.classes].index(key)

    def category(self, origin_code: str | None, anchored_on: date) -> str:
        """The colour class of an episode without one, by origin and local date of the anchor."""
        if not origin_code:
            return self.no_code
        if origin_code.isdigit() or origin_code == "CN":
            return self._domestic_category(origin_code, anchored_on)
        return self.key if origin_code in self._listed(anchored_on) else self.abroad

    def _domestic_category(self, code: str, anchored_on: date) -> str:
        for rule in self.domestic_codes:
            if code.startswith(rule.prefix) and (rule.before is None or anchored_on < rule.before):
                return rule.category
        return self.domestic

    def _listed(self, day: date) -> frozenset[str]:
        return frozenset().union(*(codes for since, codes in self.key_list if since <= day))


@cache
def load(pack_id: str) -> Pack:
    """The shipped pack called `pack_id`; UserError when there is none."""
    known = sorted(path.stem for path in resources.root().joinpath("scenarios").glob("*.toml"))
    if pack_id not in known:
        raise UserError("pack.unknown", scenario=pack_id[:80], known=words.listed(known))
    return _read(pack_id, resources.read_toml("scenarios", f"{pack_id}.toml"))


def _read(pack_id: str, raw: dict[str, Any]) -> Pack:
    decide = raw["decide"]
    return Pack(
        id=pack_id,
        label=raw["label"],
        rules={
            key: Rule(key, one["days"], one.get("day1", "next"), one["label"])
            for key, one in raw["rules"].items()
        },
        classes=tuple(
            ColourClass(key, one["role"], one["sign"], one["label"])
            for key, one in raw["classes"].items()
        ),
        tags={
            key: Tag(key, one["badge"], one["kind"], one["label"])
            for key, one in raw["tags"].items()
        },
        no_code=decide["no_code"],
        domestic_codes=tuple(
            CodeRule(one["prefix"], one["category"], one.get("before"))
            for one in decide["domestic_codes"]
        ),
        domestic=decide["domestic"],
        abroad=decide["abroad"],
        key=decide["key"],
        key_list=tuple((one["since"], frozenset(one["codes"])) for one in decide["key_list"]),
    )
