"""The command `render`: the map, a section or a scene of the wall of a snapshot, as a picture."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from console.arguments import nearest
from console.domain import words
from console.domain.errors import UserError
from console.domain.spoken import capped
from console.export.log import Export, picture_of
from console.paint import page
from console.paint.map.page import render_map
from console.paint.section.page import render_section
from console.state.section.scene import busiest_building
from console.state.wall.scenes import KINDS, Kind
from console.store.answers import as_of_us
from console.store.frame import Frame, frame
from console.store.load import load_street
from console.store.texts import row_with


def render(values: Namespace) -> Export:
    """Write the picture that the command line asks for and tell of it.

    What can be said at once (the ending, the size) is said before the snapshot is read. UserError
    when one of them, the snapshot, the instant or the building is not right.
    """
    out = Path(values.out)
    kind = _scene(values)
    if values.kind == "map" and values.building is not None:
        raise UserError("cli.map_of_a_building")
    page.ending_of(out)
    page.sheet(values.size, values.page)
    street = load_street(Path(values.snapshot))
    shown = frame(street, as_of_us(street, values.as_of))
    sheet = {"size": values.size, "on_page": values.page}
    look = {"theme": values.theme, "language": values.lang, "masking": values.masking}
    named = words.both(f"export_log.what.{values.kind}") if values.kind != "section" else {}
    masking = "aggregate" if values.kind == "wall" else values.masking
    if values.kind == "wall":
        _wall(values, shown, kind)
    elif values.kind == "map":
        render_map(street, shown, out, **sheet, **look)
    else:
        building = _building(shown, values.building, values.snapshot)
        render_section(street, shown, building, out, **sheet, **look)
        name = capped(street.buildings.name.text(building))
        named = words.both("page.what.section", building=name)
    at_us = shown.as_of_us
    return picture_of(street, at_us, out, what=values.kind, named=named, masking=masking)


def _scene(values: Namespace) -> Kind:
    """The scene that is named; UserError when there is none such, or when no wall is drawn."""
    name = values.scene or KINDS[0]
    if values.kind != "wall" and values.scene is not None:
        raise UserError("wall.scene_without_wall")
    if name not in KINDS:
        hint = nearest(name, KINDS)
        raise UserError("wall.no_scene", name=name[:80], known=" ".join(KINDS), hint=hint)
    return next(kind for kind in KINDS if kind == name)


def _wall(values: Namespace, shown: Frame, kind: Kind) -> None:
    """A scene of the wall; a building names the estate it stands in, too."""
    from console.paint.wall.page import render_wall

    place = -1
    if values.building is not None:
        place = _building(shown, values.building, values.snapshot)
        if kind == "estate":
            place = int(shown.street.buildings.estate[place])
    render_wall(
        shown,
        Path(values.out),
        kind,
        place=place,
        size=values.size,
        on_page=values.page,
        theme=values.theme,
        language=values.lang,
    )


def _building(shown: Frame, building_id: str | None, snapshot: str) -> int:
    """The building's row; without an id that of the building with most people under the clock."""
    if building_id is None:
        row = busiest_building(shown)
        if row < 0:
            raise UserError("cli.no_buildings", snapshot=snapshot)
        return row
    row = row_with(shown.street.buildings.id, building_id)
    if row < 0:
        raise UserError("cli.no_building", id=building_id[:80], snapshot=snapshot)
    return row
