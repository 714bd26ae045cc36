"""Which snapshot came before another: by their manifests, and in the folder they lie in."""

from __future__ import annotations

from pathlib import Path

from console.domain.errors import UserError
from console.snapshot.manifest import FILE, Manifest, read_manifest

_MOST_LOOKED_AT = 2_000


def earlier_beside(folder: Path) -> Path:
    """The snapshot before the one in `folder`, among those beside it: its parent, else the latest.

    Only snapshots of the same street count. UserError when there is none.
    """
    own = read_manifest(folder)
    found: list[tuple[int, Path]] = []
    for place in sorted(folder.absolute().parent.iterdir())[:_MOST_LOOKED_AT]:
        manifest = _manifest(place)
        if manifest is None or manifest.street_code != own.street_code:
            continue
        if manifest.key == own.parent:
            return place
        if manifest.as_of_us < own.as_of_us:
            found.append((manifest.as_of_us, place))
    if not found:
        raise UserError("changes.no_earlier", folder=str(folder.absolute().parent))
    return max(found)[1]


def in_order(one: Path, other: Path) -> tuple[Path, Path]:
    """Two snapshots, the earlier first; of one instant in the order given."""
    later = read_manifest(one).as_of_us > read_manifest(other).as_of_us
    return (other, one) if later else (one, other)


def _manifest(place: Path) -> Manifest | None:
    if not (place / FILE).is_file():
        return None
    try:
        return read_manifest(place)
    except UserError:
        return None
