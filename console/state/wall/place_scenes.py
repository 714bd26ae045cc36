"""The scenes of places: the street, one estate with its buildings, one building's section."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from console.domain import banding
from console.domain.errors import UserError
from console.domain.spoken import natural_key
from console.state.map.classes import Classes
from console.state.map.metrics import Metric
from console.state.map.shading import Shading
from console.state.section.plan import CORE, plan_section
from console.state.tiles_model import tiles
from console.state.wall import shades
from console.state.wall.board import Board
from console.state.wall.census import floors
from console.state.wall.scenes import EstateScene, Figure, SectionScene, Silhouette, StreetScene
from console.state.wall.under_filter import floors_under
from console.state.wall.work_scenes import day_scene
from console.store.columns import Buildings, Estates

_STOREY_M = 3.0
_MOST_SHAPES = 96
_MOST_NEIGHBOURS = 24
_MOST_FULLEST = 8


def street_scene(board: Board) -> StreetScene:
    """The whole street."""
    codes, taken = board.census.estates, board.census
    filtered = board.is_filtered
    shading = Shading(
        metric=Metric.ACTIVE,
        estate_values=shades.values(codes),
        building_values=shades.values(taken.buildings),
        estate_classes=shades.ESTATES_UNDER if filtered else shades.ESTATES,
        building_classes=_building_classes(board),
    )
    if filtered:
        hero, fullest = Figure("active", None), _fullest(board)
        return StreetScene(board.ground, shading, codes, hero, taken.total, (), None, fullest)
    figures = [Figure(one.kind, one.count, one.yesterday) for one in tiles(board.frame)]
    hero, *others = figures
    if not taken.total.is_exact:
        hero = Figure(hero.key, None)
    return StreetScene(
        board.ground, shading, codes, hero, taken.total, tuple(others), day_scene(board)
    )


def _fullest(board: Board) -> tuple[tuple[str, int], ...]:
    """The estates with most of the kept people and their codes, as the map shows them."""
    codes, estates = board.census.estates, board.frame.street.estates
    rows = board.busiest_estates()[:_MOST_FULLEST].tolist()
    return tuple((_name_of(estates, row), int(codes[row])) for row in rows)


def _building_classes(board: Board) -> Classes:
    return shades.BUILDINGS_UNDER if board.is_filtered else shades.BUILDINGS


def estate_scene(board: Board, estate: int) -> EstateScene:
    """One estate's row with its buildings; UserError when it has none."""
    street, codes = board.frame.street, board.census.buildings
    first, end = (int(one) for one in street.estates.first_building[estate : estate + 2])
    if first == end:
        raise UserError("wall.no_buildings", name=_name_of(street.estates, estate))
    shapes = _silhouettes(board, _listed(board, first, end))
    committee = int(street.estates.committee[estate])
    return EstateScene(
        name=_name_of(street.estates, estate),
        committee=street.committees.name.text(committee),
        code=int(board.census.estates[estate]),
        buildings=end - first,
        with_people=int((banding.order(codes[first:end]) > 0).sum()),
        shapes=shapes,
        unlisted=end - first - len(shapes),
        classes=shades.texts(_building_classes(board)),
        is_filtered=board.is_filtered,
    )


def section_scene(board: Board, building: int) -> SectionScene:
    """One building's row, floor by floor; no unit and no person in it."""
    street = board.frame.street
    plan = plan_section(street, building)
    counted = floors_under if board.is_filtered else floors
    codes = counted(board.frame, board.census, building)
    estate = int(street.buildings.estate[building])
    committee = int(street.estates.committee[estate]) if estate >= 0 else -1
    storeys = max(1, int(street.buildings.floors_above[building]))
    shown = np.zeros(len(plan.floors), np.int32) if codes is None else codes
    return SectionScene(
        name=_name_of(street.buildings, building),
        estate=_name_of(street.estates, estate) if estate >= 0 else "",
        committee=street.committees.name.text(committee) if committee >= 0 else "",
        code=int(board.census.buildings[building]),
        floors=tuple(plan.floors.tolist()),
        codes=codes,
        levels=_building_classes(board).of(shades.values(shown)).astype(np.int32),
        ground=plan.ground,
        storey_m=height_m(board, building) / storeys,
        units=plan.units,
        cores=_cores(plan.kinds.tolist()),
        columns=plan.columns,
        neighbours=_neighbours(board, building, estate),
        classes=shades.texts(_building_classes(board)),
        is_filtered=board.is_filtered,
    )


def _silhouettes(board: Board, rows: list[int]) -> tuple[Silhouette, ...]:
    """Buildings as they stand, with the codes of their people."""
    buildings, codes = board.frame.street.buildings, board.census.buildings[rows]
    levels = _building_classes(board).of(shades.values(codes))
    return tuple(
        Silhouette(
            name=_name_of(buildings, row),
            height_m=height_m(board, row),
            floors=int(buildings.floors_above[row]),
            code=code,
            level=level,
        )
        for row, code, level in zip(rows, codes.tolist(), levels.tolist(), strict=True)
    )


def height_m(board: Board, building: int) -> float:
    """A building's height: its own, or three metres a storey where it is not known."""
    buildings = board.frame.street.buildings
    height = float(buildings.height_m[building])
    known = not np.isnan(height) and height > 0
    return height if known else max(1, int(buildings.floors_above[building])) * _STOREY_M


def _listed(board: Board, first: int, end: int) -> list[int]:
    """The buildings that are drawn, by number: all, or those with people and the first others."""
    names, codes = board.frame.street.buildings.name, board.census.buildings
    by_number = sorted(range(first, end), key=lambda row: _natural(names.text(row)))
    if len(by_number) <= _MOST_SHAPES:
        return by_number
    ranks = banding.order(codes)
    kept = sorted(by_number, key=lambda row: ranks[row] == 0)[:_MOST_SHAPES]
    return sorted(kept, key=by_number.index)


@lru_cache(maxsize=4096)
def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    return natural_key(name)


def _neighbours(board: Board, building: int, estate: int) -> tuple[Silhouette, ...]:
    """The buildings that stand before and after this one in its estate."""
    if estate < 0:
        return ()
    first, end = (int(one) for one in board.frame.street.estates.first_building[estate:][:2])
    names = board.frame.street.buildings.name
    by_number = sorted(range(first, end), key=lambda row: _natural(names.text(row)))
    at = by_number.index(building)
    others = by_number[at + 1 :] + by_number[:at]
    return _silhouettes(board, others[:_MOST_NEIGHBOURS])


def _cores(kinds: list[int]) -> tuple[tuple[float, float], ...]:
    slots = len(kinds)
    return tuple(
        (index / slots, (index + 1) / slots) for index, kind in enumerate(kinds) if kind == CORE
    )


def _name_of(places: Estates | Buildings, row: int) -> str:
    return places.name.text(row) or places.id.text(row)
