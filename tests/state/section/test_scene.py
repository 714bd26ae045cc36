"""A scene says who is where in a building, in which state, and what is under a point."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain.clock import State
from console.state.section.floors import floor_names
from console.state.section.plan import plan_section
from console.state.section.scene import NOTHING, SectionScene, build_section, busiest_building
from console.state.section.texts import breadths_px
from console.state.section.words import clock_words, facts_line, unit_words
from console.store.columns import Street
from console.store.frame import frame
from tests.state.towers import Tower, grid, home, unit
from tests.store import tiny


def scene_of(
    street: Street, building: int = 0, size: tuple[int, int] = (900, 700), floor: int | None = None
) -> SectionScene:
    return build_section(street, frame(street, street.as_of_us), building, *size, floor)


ARRIVED = {
    "active": "2020-03-11 21:40",
    "due": "2020-03-04 09:00",
    "complete": "2020-03-01 10:00",
    "planned": "2020-03-20 10:00",
}


def test_people_stand_in_order_of_how_pressing_they_are() -> None:
    ended = {"ended_at": tiny.at("2020-03-15 09:00")}
    stays: list[dict[str, object]] = [
        {"anchored_at": tiny.at("2020-03-10 10:00"), "outcome": "transferred", **ended},
        {"anchored_at": tiny.at("2020-02-20 10:00"), "outcome": "released", **ended},
    ]
    stays += [{"anchored_at": tiny.at(at)} for at in ARRIVED.values()]
    scene = scene_of(home([{}] * 7, stays))
    assert [State(one) for one in scene.people.state.tolist()] == [
        State.DUE,
        State.ACTIVE,
        State.COMPLETE,
        State.PLANNED,
        State.RELEASED,
        State.BROKEN,
        State.NONE,
    ]
    assert scene.people.day[1] == 7
    assert scene.people.length[1] == 14


@pytest.mark.parametrize(
    ("ended", "early"), [("2020-03-17 09:00", True), ("2020-03-18 07:00", True)]
)
def test_a_release_before_the_days_are_full_is_early(ended: str, early: bool) -> None:
    stay = {
        "anchored_at": tiny.at("2020-03-10 10:00"),
        "ended_at": tiny.at(ended),
        "outcome": "released",
    }
    assert scene_of(home([{}], [stay])).people.early.tolist() == [early]


def test_a_release_on_the_day_after_the_last_is_in_time() -> None:
    stay = {
        "anchored_at": tiny.at("2020-03-01 10:00"),
        "ended_at": tiny.at("2020-03-16 00:00"),
        "outcome": "released",
    }
    assert scene_of(home([{}], [stay])).people.early.tolist() == [False]


def test_somebody_under_the_clock_elsewhere_stands_where_the_stay_is_served() -> None:
    street = tiny.street()
    away = scene_of(street, 2)
    served = [street.residents.id.text(row) for row in away.people.resident.tolist()]
    assert "R08" in served
    assert "R08" not in [
        street.residents.id.text(row) for row in scene_of(street, 0).people.resident.tolist()
    ]


def test_a_street_without_episodes_has_quiet_people() -> None:
    scene = scene_of(home([{}, {}]))
    assert scene.people.state.tolist() == [State.NONE, State.NONE]
    assert not scene.people.large.any()


def test_a_street_without_people_has_an_empty_section() -> None:
    scene = scene_of(Tower(3, 0, grid((1, 2, 3), 2)).street())
    assert len(scene.people) == 0
    assert scene.facts.units == 6


@pytest.mark.parametrize("floor", [5, 14, 20, 26, 40, 48, 60, 96])
def test_people_stay_inside_their_cell_at_every_height(floor: int) -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}] * 6
    scene = scene_of(home([{}] * 14, stays), floor=floor)
    x, y, wide, high = scene.layout.boxes[scene.people.unit].T
    left, top, side, tall = scene.places.boxes.T
    shown = side > 0
    assert shown.any()
    assert (left >= x)[shown].all()
    assert (top >= y)[shown].all()
    assert (left + side <= x + wide + 0.01)[shown].all()
    assert (top + tall <= y + high + 0.01)[shown].all()


@pytest.mark.parametrize("floor", [14, 20, 26, 40, 48, 60, 96])
def test_who_is_shown_and_who_is_counted_as_hidden_are_everybody(floor: int) -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}] * 6
    scene = scene_of(home([{}] * 14, stays), floor=floor)
    shown = int((scene.places.boxes[:, 2] > 0).sum())
    assert shown + int(scene.places.hidden.sum()) == 14


@pytest.mark.parametrize("floor", [26, 36, 47])
def test_a_room_number_never_touches_a_ring(floor: int) -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}]
    scene = scene_of(home([{}], stays), floor=floor)
    number_ends = scene.layout.boxes[0, 0] + 5 + 3 * 0.56 * 11
    assert scene.places.numbered[0]
    assert scene.places.boxes[0, 0] > number_ends


def test_badges_stand_care_first_and_count_what_is_left_out() -> None:
    tags = ["party_member", "volunteer", "medic", "lives_alone", "disabled", "棋友"]
    scene = scene_of(home([{"tags": tags}]), floor=30)
    shown = [scene.tags.keys[tag] for tag in scene.places.badges.tag.tolist()]
    assert scene.tags.keys == ("lives_alone", "disabled", "medic", "volunteer", "party_member")
    assert shown[0] == "lives_alone"
    assert len(shown) + int(scene.places.badges.more[0]) == 5


def test_recoloured_by_care_only_care_has_badges_and_in_smaller_cells_too() -> None:
    street = home([{"tags": ["party_member", "lives_alone"]}])
    shown = frame(street, street.as_of_us)
    scene = build_section(street, shown, 0, 900, 700, 18, recolouring="care")
    assert scene.badges.keys == ("lives_alone",)
    assert scene.tags.keys == ("lives_alone", "party_member")
    assert len(scene.places.badges.unit) == 1
    assert not len(build_section(street, shown, 0, 900, 700, 18).places.badges.unit)


def test_plus_tells_everybody_without_room_and_whether_some_are_under_the_clock() -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}] * 9
    places = scene_of(home([{}] * 14, stays), floor=20).places
    shown = int((places.boxes[:, 2] > 0).sum())
    assert shown < 9
    assert places.pressing[0]
    assert int(places.hidden[0]) == 14 - shown


@pytest.mark.parametrize("wide", [150, 160, 170, 180, 190, 200, 220, 300])
def test_a_plus_is_never_written_over_a_room_number(wide: int) -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}]
    scene = scene_of(home([{}] * 4, stays), size=(wide, 300), floor=48)
    left, top = scene.layout.boxes[0, :2].tolist()
    plus_x, plus_y = scene.places.plus[0].tolist()
    apart = plus_y >= top + scene.places.measures.header or plus_x >= left + 5 + 3 * 0.5 * 11
    assert apart or not scene.places.numbered[0]
    assert scene.places.numbered[0] or wide in (160, 170)


def test_no_badge_stands_on_an_avatar() -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}]
    scene = scene_of(home([{"tags": ["lives_alone", "medic", "volunteer"]}], stays), floor=30)
    ring_ends = scene.places.boxes[0, 0] + scene.places.boxes[0, 2]
    assert (scene.places.badges.at[:, 0] >= ring_ends).all()


def test_a_point_on_an_avatar_is_the_person_and_beside_it_the_unit() -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED["active"])}]
    scene = scene_of(home([{}], stays), floor=60)
    x, y, wide, high = scene.places.boxes[0].tolist()
    assert scene.hit(x + wide / 2, y + high / 2) == (0, 0)
    assert scene.hit(x + wide / 2, y - 3) == (0, -1)
    assert scene.hit(1, 1) == NOTHING


def test_floors_are_called_as_the_lift_calls_them() -> None:
    rows = Tower(5, 2, ()).rows()
    rows["units"] = [unit("T", 4, 0, floor_label="3A"), unit("T", 5, 0), unit("T", -2, 0)]
    street = tiny.street(rows)
    assert floor_names(street, plan_section(street, 0)) == ["B2", "B1", "1", "2", "3", "3A", "5"]


def test_a_floor_without_units_above_a_renamed_one_is_not_given_a_number() -> None:
    rows = Tower(6, 0, ()).rows()
    rows["units"] = [unit("T", 4, 0, floor_label="5"), unit("T", 6, 0, floor_label="7")]
    street = tiny.street(rows)
    assert floor_names(street, plan_section(street, 0)) == ["1", "2", "3", "5", "", "7"]


def test_totals_add_up_whether_a_floor_has_its_own_or_shares() -> None:
    street = tiny.street()
    for size in ((900, 700), (300, 150)):
        floors = scene_of(street, 0, size).floors
        assert int(floors.active.sum()) == 2
        assert int(floors.complete.sum()) == 1
        assert int(floors.people.sum()) == 3
    assert scene_of(street, 0, (300, 150)).floors.banded


@pytest.mark.parametrize("floors", [3, 34, 75, 120, 200])
def test_floor_labels_have_room_for_their_line(floors: int) -> None:
    scene = scene_of(Tower(floors, 2, grid(range(1, floors + 1), 2)).street(), size=(900, 700))
    middles = np.sort([middle for _, middle in scene.floors.labels])
    assert len(middles) >= min(floors, 3)
    assert np.diff(middles).min() >= 7


@pytest.mark.parametrize(
    ("floors", "below", "size", "said"),
    [
        (23, 1, (480, 300), ["B1", "1-2", "3-4", "19-20", "21-23"]),
        (24, 3, (480, 320), ["B3-B1", "1-2", "23-24"]),
        (120, 0, (900, 700), ["1-5", "116-120"]),
        (11, 1, (900, 700), ["B1", "1", "11"]),
    ],
)
def test_floors_that_share_a_total_share_its_label(
    floors: int, below: int, size: tuple[int, int], said: list[str]
) -> None:
    street = Tower(floors, below, grid([*range(-below, 0), *range(1, floors + 1)], 2)).street()
    scene = scene_of(street, size=size)
    texts = [text for text, _ in scene.floors.labels]
    assert [text for text in texts if text in said] == said
    assert texts[-1] == said[-1]
    assert [middle for _, middle in scene.floors.labels] == scene.floors.middle.tolist()
    high = scene.layout.floor_y[scene.floors.low] - scene.layout.floor_y[scene.floors.high]
    assert (high[bool(below) :] >= 14).all()
    apart = np.abs(scene.floors.middle - scene.layout.ground_y)
    assert (apart >= 7).all()
    room = scene.layout.gutters.left - (14 if scene.floors.banded else 6)
    assert (breadths_px(texts, 11.0) <= room + 2).all()


def test_facts_and_clocks_are_said_in_both_languages() -> None:
    scene = scene_of(tiny.street(), 0)
    assert facts_line(scene, "zh") == (
        "11 层 · 地下 1 层 · 22 户 · 3 人 · 隔离中 2 · 今日期满 1 · 期满待解除 1"
    )
    assert facts_line(scene, "en").startswith("11 floors · 1 below ground · 22 units")
    people = scene.people
    active = int(np.flatnonzero(people.state == State.ACTIVE)[0])
    assert clock_words(scene, active, "zh") == "第 7/14 天"
    assert clock_words(scene, active, "en") == "day 7/14"


def test_a_unit_explains_itself_in_plain_lines() -> None:
    street = tiny.street()
    scene = scene_of(street, 0)
    row = next(r for r in range(22) if street.units.id.text(r) == "B1-1102")
    lines = unit_words(street, scene, scene.unit_of(row), {}, "zh")
    assert lines[0] == "1102室，11 层，自住"
    assert lines[1] == "2 人"
    assert lines[2].startswith("居民：其他境外，今日期满，最后一天 2020-03-18")
    assert "第 7/14 天" in lines[3]
    assert lines[-1] == "困境儿童"


def test_the_busiest_building_has_most_people_under_the_clock() -> None:
    street = tiny.street()
    assert street.buildings.id.text(busiest_building(frame(street, street.as_of_us))) == "B1"
    empty = tiny.street({"buildings": [], "units": []})
    assert busiest_building(frame(empty, empty.as_of_us)) == -1


def test_a_unit_knows_its_row_in_the_street() -> None:
    scene = scene_of(tiny.street(), 2)
    first = scene.plan.first_unit
    assert scene.unit_of(first + 3) == 3
    assert scene.unit_row(3) == first + 3
    assert scene.unit_of(0) == scene.unit_row(-1) == -1


def test_cells_without_a_column_for_numbers_are_numbered_where_nobody_is() -> None:
    lived_in = scene_of(home([{}]), size=(168, 300), floor=16)
    empty = scene_of(home([]), size=(168, 300), floor=16)
    assert not lived_in.places.measures.number
    assert not lived_in.places.numbered[0]
    assert empty.places.numbered[0]
    assert scene_of(home([{}]), size=(180, 300), floor=16).places.numbered[0]
