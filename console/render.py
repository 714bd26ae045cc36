"""What `render` does: a snapshot at an instant becomes one picture of its map or of a building."""

from __future__ import annotations

from pathlib import Path

from console.domain.errors import UserError
from console.store.columns import Street
from console.store.frame import Frame


def run_render(
    kind: str | None,
    snapshot: str,
    out: str | None,
    *,
    building: str | None = None,
    as_of: str | None = None,
    size: str | None = None,
    page: str | None = None,
    theme: str = "night",
    language: str = "zh",
    masking: str = "masked",
) -> Path:
    """Write the picture `out` of a map or section (`kind`) and give its path.

    Without `building` (an id) the section is that of the building with most people under the
    clock. UserError when something is missing, unknown, or cannot be read or written.
    """
    from console.paint.page import ending_of, sheet

    if out is None:
        raise UserError("render.no_out")
    path = Path(out)
    ending_of(path)
    sheet(size, page)
    if kind not in ("map", "section"):
        raise UserError("render.no_kind" if kind is None else "render.not_yet", kind=kind)
    shown = _shown(snapshot, as_of)
    if kind == "map":
        from console.paint.map import render_map

        return render_map(
            shown.street,
            shown,
            path,
            size=size,
            on_page=page,
            theme=theme,
            language=language,
            masking=masking,
        )
    from console.paint.section_page import render_section

    return render_section(
        shown.street,
        shown,
        _building(shown, building),
        path,
        size=size,
        on_page=page,
        theme=theme,
        language=language,
        masking=masking,
    )


def _shown(snapshot: str, as_of: str | None) -> Frame:
    from console.store.answers import as_of_us
    from console.store.frame import frame
    from console.store.load import load_street

    street = load_street(Path(snapshot))
    return frame(street, as_of_us(street, as_of))


def _building(shown: Frame, wanted: str | None) -> int:
    from console.state.section_scene import busiest_building

    if wanted is None:
        row = busiest_building(shown)
        if row < 0:
            raise UserError("render.no_buildings")
        return row
    row = _row_of(shown.street, wanted)
    if row < 0:
        raise UserError("render.unknown_building", building=wanted[:80])
    return row


def _row_of(street: Street, building_id: str) -> int:
    ids = street.buildings.id
    return next((row for row in range(len(ids)) if ids.text(row) == building_id), -1)
