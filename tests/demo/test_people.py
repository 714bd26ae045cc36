"""The people: ages, households, names and tags agree with one another and with the city's rates."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from tests.demo.conftest import Made
from tests.demo.frames import ages, column, has_tag, told, within


def test_thirty_five_in_a_hundred_registered_people_are_sixty_or_older(whole: Made) -> None:
    local = column(whole.snapshot, "residents", "registration") == "local"
    old = ages(whole.snapshot) >= 60
    within("60 or older among registered", float(old[local].mean()), 0.35, 0.005)
    alone = has_tag(whole.snapshot, "lives_alone")
    per_thousand = 1000 * float((alone & local).sum() / (old & local).sum())
    within("of 1,000 of these living alone", per_thousand, 61.0, 1.5)


def test_who_lives_alone_is_old_and_really_alone(whole: Made) -> None:
    alone = has_tag(whole.snapshot, "lives_alone")
    unit = column(whole.snapshot, "residents", "unit_id")
    living = Counter(unit.tolist())
    assert all(living[one] == 1 for one in unit[alone])
    assert ages(whole.snapshot)[alone].min() >= 60
    local = column(whole.snapshot, "residents", "registration") == "local"
    lonely = np.array([living[one] == 1 for one in unit.tolist()]) & local
    assert (lonely & (ages(whole.snapshot) >= 60) == alone).all()


def test_all_elder_households_are_all_old(whole: Made) -> None:
    household = np.unique(column(whole.snapshot, "residents", "household"), return_inverse=True)[1]
    old = ages(whole.snapshot) >= 60
    young = np.bincount(household, ~old)
    size = np.bincount(household)
    tagged = has_tag(whole.snapshot, "all_elder_household")
    assert (tagged == ((young[household] == 0) & (size[household] > 1))).all()


def test_a_household_lives_in_one_unit_and_has_one_head(whole: Made) -> None:
    residents = whole.snapshot.tables["residents"]
    homes: dict[str, set[str | None]] = {}
    heads: Counter[str] = Counter()
    for household, unit, relation in zip(
        residents["household"].to_pylist(),
        residents["unit_id"].to_pylist(),
        residents["relation"].to_pylist(),
        strict=True,
    ):
        homes.setdefault(household, set()).add(unit)
        heads[household] += relation in ("户主", None)
    assert all(len(units) == 1 for units in homes.values())
    assert set(heads.values()) == {1}


def test_nobody_lives_in_shops_or_vacant_homes_and_some_homes_are_empty(whole: Made) -> None:
    occupancy = column(whole.snapshot, "units", "occupancy")
    homes = set(column(whole.snapshot, "residents", "unit_id"))
    lived_in = np.array([one in homes for one in column(whole.snapshot, "units", "unit_id")])
    assert not lived_in[np.isin(occupancy, ("vacant", "business"))].any()
    assert (~lived_in[occupancy == "owner"]).any()
    assert (column(whole.snapshot, "residents", "unit_id") == None).any()  # noqa: E711


def test_ages_make_a_pyramid(whole: Made) -> None:
    bands = np.bincount(np.clip(ages(whole.snapshot) // 10, 0, 10), minlength=11)
    told(f"by ten years: {bands.tolist()}")
    assert bands[3] > bands[1]
    assert bands[6] > bands[7] > bands[8] > bands[9] > bands[10]
    assert (bands[:9] > 0.01 * bands.sum()).all()


def test_parents_are_older_than_their_children(whole: Made) -> None:
    residents = whole.snapshot.tables["residents"]
    relation = np.array(residents["relation"].to_pylist(), object)
    household = column(whole.snapshot, "residents", "household")
    age = ages(whole.snapshot)
    head = dict(zip(household[relation == "户主"], age[relation == "户主"], strict=True))
    gap = np.array([head[one] for one in household[relation == "子女"]]) - age[relation == "子女"]
    told(f"head older than child by {np.percentile(gap, [1, 50, 99])} years")
    assert np.percentile(gap, 2) >= 16


@pytest.mark.parametrize(
    ("tag", "wanted", "by"),
    [
        ("disabled", 0.012, 0.002),
        ("party_member", 0.034, 0.004),
        ("volunteer", 0.007, 0.002),
        ("medic", 0.005, 0.002),
        ("pregnant", 0.004, 0.002),
        ("meal_support", 0.005, 0.002),
        ("long_term_care", 0.006, 0.002),
        ("low_income", 0.004, 0.002),
    ],
)
def test_tags_come_at_their_rates(whole: Made, tag: str, wanted: float, by: float) -> None:
    within(tag, float(has_tag(whole.snapshot, tag).mean()), wanted, by)


def test_nearly_every_stairwell_has_one_leader_and_none_has_two(whole: Made) -> None:
    units = whole.snapshot.tables["units"]
    where = dict(
        zip(
            units["unit_id"].to_pylist(),
            zip(units["building_id"].to_pylist(), units["entrance"].to_pylist(), strict=True),
            strict=True,
        )
    )
    homes = Counter(where.values())
    leading = column(whole.snapshot, "residents", "unit_id")[
        has_tag(whole.snapshot, "building_leader")
    ]
    leaders = Counter(where[one] for one in leading)
    large = [door for door, count in homes.items() if count >= 12]
    share = np.mean([leaders[door] == 1 for door in large])
    told(f"{len(large)} stairwells of a dozen units, {share:.3f} of them with a leader")
    assert max(leaders.values()) == 1
    assert share > 0.93


def test_names_follow_the_ranks_and_hold_rare_characters(whole: Made) -> None:
    names = column(whole.snapshot, "residents", "name").tolist()
    first = Counter(name[0] for name in names)
    told(first.most_common(8))
    assert [one for one, _ in first.most_common(4)] == ["张", "王", "陈", "李"]
    assert sum(name.startswith(("欧阳", "诸葛", "上官", "司徒")) for name in names) > 100
    everything = "".join(names)
    assert all(rare in everything for rare in "玥祎喆镕䶮㛃")
    assert any(name.isascii() for name in names)


def test_telephone_numbers_are_nobodys(whole: Made) -> None:
    phones = [one for one in whole.snapshot.tables["residents"]["phone"].to_pylist() if one]
    assert all(len(one) == 11 and one.startswith("100") for one in phones)
    assert len(set(phones)) == len(phones)
    assert "id_hash" not in whole.snapshot.tables["residents"].column_names
