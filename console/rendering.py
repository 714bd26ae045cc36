"""The command `render`: a snapshot's map or one building's section, written as a picture."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from console.domain.errors import UserError
from console.paint import page
from console.paint.map.whole import render_map
from console.paint.section.page import render_section
from console.state.section.scene import busiest_building
from console.store.answers import as_of_us
from console.store.frame import Frame, frame
from console.store.load import load_street
from console.store.texts import row_with


def render(values: Namespace) -> Path:
    """Write the picture that the command line asks for and give its file.

    What can be said at once (the ending, the size) is said before the snapshot is read. UserError
    when one of them, the snapshot, the instant or the building is not right.
    """
    out = Path(values.out)
    page.ending_of(out)
    page.sheet(values.size, values.page)
    street = load_street(Path(values.snapshot))
    shown = frame(street, as_of_us(street, values.as_of))
    look = {"theme": values.theme, "language": values.lang, "masking": values.masking}
    sheet = {"size": values.size, "on_page": values.page}
    if values.kind == "map":
        return render_map(street, shown, out, **sheet, **look)
    building = _building(shown, values.building, values.snapshot)
    return render_section(street, shown, building, out, **sheet, **look)


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
