"""Which scene is made of a board: by its kind, and the place or page that is meant."""

from __future__ import annotations

from console.domain.errors import UserError
from console.state.wall import place_scenes, work_scenes
from console.state.wall.board import Board
from console.state.wall.scenes import Kind, Scene


def scene_of(board: Board, kind: Kind, *, place: int = -1, page: int = 0) -> Scene:
    """The scene of a kind; `place` is a row of estate or building, -1 for the fullest.

    UserError when there is no such place on the street.
    """
    match kind:
        case "street":
            return place_scenes.street_scene(board)
        case "estate":
            return place_scenes.estate_scene(board, _estate(board, place))
        case "section":
            return place_scenes.section_scene(board, _building(board, place))
        case "trend":
            return work_scenes.day_scene(board)
        case "committees":
            return work_scenes.committees_scene(board, page)
        case "exceptions":
            return work_scenes.exceptions_scene(board)
        case "alarms":
            return work_scenes.alarms_scene(board)


def _estate(board: Board, place: int) -> int:
    if place >= 0:
        return place
    ranked = board.busiest_estates()
    if len(ranked):
        return int(ranked[0])
    if not len(board.frame.street.estates.id):
        raise UserError("wall.no_estates")
    return 0


def _building(board: Board, place: int) -> int:
    if place >= 0:
        return place
    ranked = board.busiest_buildings()
    if len(ranked):
        return int(ranked[0])
    if not len(board.frame.street.buildings.id):
        raise UserError("wall.no_building")
    return 0
