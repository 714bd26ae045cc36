"""The manifest of a snapshot: read, held as a frozen value, and written; light to import."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from console import VERSION as PROGRAM
from console.domain import instants, packs
from console.domain.digests import sha256_hex
from console.domain.errors import UserError
from console.domain.reasons import reason
from console.domain.records import dataclass
from console.domain.words import both

FORMAT, VERSION = "street-snapshot", 1
FILE = "manifest.json"
MASKINGS = ("none", "masked", "aggregate")

REQUIRED = ("buildings", "units")
"""Tables every snapshot has."""
AGGREGATE_ONLY = ("counts",)
"""Tables only an aggregate snapshot has."""
PERSONAL = ("residents", "episodes", "checks", "events")
"""Tables an aggregate snapshot does not have."""

_MOST_BYTES = 16_000_000
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_NOT_IN_A_NAME = re.compile(r"[/\\:\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class TableFile:
    """What the manifest says of one table's file; `extra` are keys the contract does not list."""

    file: str
    rows: int
    bytes: int
    sha256: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestDraft:
    """What a producer says of a snapshot before it is written.

    as_of and created are ISO instants with an offset (created None: the moment of writing);
    street_name has "zh" and usually "en"; parent is the key of the manifest this one follows.
    """

    street_code: str
    street_name: Mapping[str, str]
    as_of: str
    timezone: str = "Asia/Shanghai"
    created: str | None = None
    producer: str = f"street-console {PROGRAM}"
    synthetic: bool = False
    masking: str = "none"
    scenario: str = "quarantine-2020"
    parent: str | None = None
    street_extra: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(ManifestDraft):
    """A manifest as read: what the producer said, the table files, and the key of its bytes."""

    tables: Mapping[str, TableFile]
    key: str

    @property
    def zone(self) -> ZoneInfo:
        """The street's time zone."""
        return instants.zone(self.timezone)

    @property
    def as_of_us(self) -> int:
        """The as-of instant in microseconds since 1970 UTC."""
        return instants.parse(self.as_of, self.zone)

    @property
    def as_of_day(self) -> int:
        """The local calendar day of the as-of instant, in days since 1970."""
        return instants.local_day(self.as_of_us, self.zone)

    @property
    def pack(self) -> packs.Pack:
        """The scenario pack."""
        return packs.load(self.scenario)

    def draft(self, **changes: object) -> ManifestDraft:
        """The same said of a new snapshot, with `changes`; its tables and key are its own."""
        same: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(ManifestDraft)}
        same.update(changes)
        return ManifestDraft(**same)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the snapshot in `folder`; UserError in every case the contract refuses."""
    if not folder.is_dir():
        raise UserError("snapshot.no_folder", folder=str(folder))
    raw = _manifest_bytes(folder)
    said = _parsed(raw)
    _check_format(said)
    manifest = Manifest(
        **_street(said.get("street")),
        as_of=_text(said, "as_of"),
        timezone=_text(said, "timezone"),
        created=_optional(said, "created"),
        producer=_optional(said, "producer") or "",
        synthetic=_flag(said, "synthetic"),
        masking=_masking(said),
        scenario=_text(said, "scenario"),
        parent=_optional(said, "parent"),
        extra={key: value for key, value in said.items() if key not in _LISTED},
        tables=_tables(said.get("tables")),
        key=sha256_hex(raw),
    )
    _check_clock(manifest)
    return manifest


def written(draft: ManifestDraft, tables: Mapping[str, TableFile]) -> bytes:
    """The bytes of manifest.json for a draft and its table files."""
    created = draft.created or datetime.now(instants.zone(draft.timezone)).isoformat(
        timespec="seconds"
    )
    said = {
        "format": FORMAT,
        "version": VERSION,
        "street": {
            "code": draft.street_code,
            "name": dict(draft.street_name),
            **draft.street_extra,
        },
        "as_of": draft.as_of,
        "timezone": draft.timezone,
        "created": created,
        "producer": draft.producer,
        "synthetic": draft.synthetic,
        "masking": draft.masking,
        "scenario": draft.scenario,
        "parent": draft.parent,
        **draft.extra,
        "tables": {
            name: {
                "file": one.file,
                "rows": one.rows,
                "bytes": one.bytes,
                "sha256": one.sha256,
                **one.extra,
            }
            for name, one in tables.items()
        },
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


_LISTED = frozenset(
    {
        *("format", "version", "street", "as_of", "timezone", "created", "producer"),
        *("synthetic", "masking", "scenario", "parent", "tables"),
    }
)


def _manifest_bytes(folder: Path) -> bytes:
    path = folder / FILE
    try:
        if not path.is_file():
            raise UserError("snapshot.no_manifest", folder=str(folder))
        if path.stat().st_size > _MOST_BYTES:
            raise UserError("snapshot.manifest_too_large", folder=str(folder))
        return path.read_bytes()
    except OSError as failure:
        why = reason(failure)
        raise UserError("snapshot.unreadable_file", file=FILE, reason=why) from failure


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
        json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as slip:
        raise UserError("snapshot.not_json", reason=_where(slip)) from slip
    if not isinstance(said, dict):
        raise UserError("snapshot.not_json", reason=both("snapshot.json.object"))
    return said


def _where(slip: Exception) -> dict[str, str]:
    if isinstance(slip, json.JSONDecodeError):
        return both("snapshot.json.line", line=slip.lineno)
    return both("snapshot.json.nesting")


def _check_format(said: dict[str, Any]) -> None:
    if said.get("format") != FORMAT:
        raise UserError("snapshot.other_format", format=_shown(said.get("format")))
    version = said.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < VERSION:
        raise UserError("snapshot.other_version", version=_shown(version))
    if version > VERSION:
        raise UserError("snapshot.newer_version", version=_shown(version))


def _check_clock(manifest: Manifest) -> None:
    zone = manifest.zone
    try:
        aware = datetime.fromisoformat(manifest.as_of.strip()).utcoffset() is not None
        instants.local_day(instants.parse(manifest.as_of, zone), zone)
    except (ValueError, OverflowError, UserError) as slip:
        raise UserError("snapshot.as_of_unreadable", as_of=_shown(manifest.as_of)) from slip
    if not aware:
        raise UserError("snapshot.as_of_without_offset", as_of=_shown(manifest.as_of))
    packs.load(manifest.scenario)


def _street(said: object) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise UserError("snapshot.manifest_key", entry="street")
    code, name = said.get("code"), said.get("name")
    if not isinstance(code, str) or not code:
        raise UserError("snapshot.manifest_key", entry="street.code")
    if not isinstance(name, dict) or not all(isinstance(one, str) for one in name.values()):
        raise UserError("snapshot.manifest_key", entry="street.name")
    if not name.get("zh") and not name.get("en"):
        raise UserError("snapshot.manifest_key", entry="street.name.zh")
    extra = {key: value for key, value in said.items() if key not in ("code", "name")}
    return {"street_code": code, "street_name": name, "street_extra": extra}


def _text(said: dict[str, Any], key: str) -> str:
    value = said.get(key)
    if not isinstance(value, str) or not value:
        raise UserError("snapshot.manifest_key", entry=key)
    return value


def _optional(said: dict[str, Any], key: str) -> str | None:
    value = said.get(key)
    if value is not None and not isinstance(value, str):
        raise UserError("snapshot.manifest_key", entry=key)
    return value


def _flag(said: dict[str, Any], key: str) -> bool:
    value = said.get(key, False)
    if not isinstance(value, bool):
        raise UserError("snapshot.manifest_key", entry=key)
    return value


def _masking(said: dict[str, Any]) -> str:
    value = said.get("masking", "none")
    if value not in MASKINGS:
        raise UserError("snapshot.other_masking", masking=_shown(value))
    return str(value)


def _tables(said: object) -> dict[str, TableFile]:
    if not isinstance(said, dict):
        raise UserError("snapshot.manifest_key", entry="tables")
    tables = {name: _table_file(name, one) for name, one in said.items()}
    for name in REQUIRED:
        if name not in tables:
            raise UserError("snapshot.table_missing", table=name)
    return tables


def _table_file(table: str, said: object) -> TableFile:
    if not isinstance(said, dict):
        raise UserError("snapshot.manifest_key", entry=f"tables.{_shown(table)}")
    file, sha256 = said.get("file"), said.get("sha256")
    if not isinstance(file, str) or not _lies_in_the_folder(file):
        raise UserError("snapshot.file_name", table=_shown(table), file=_shown(file))
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise UserError("snapshot.manifest_key", entry=f"tables.{_shown(table)}.sha256")
    extra = {
        key: value for key, value in said.items() if key not in ("file", "rows", "bytes", "sha256")
    }
    rows, size = _count(table, said, "rows"), _count(table, said, "bytes")
    return TableFile(file, rows, size, sha256.lower(), extra)


def _count(table: str, said: dict[str, Any], key: str) -> int:
    value = said.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UserError("snapshot.manifest_key", entry=f"tables.{_shown(table)}.{key}")
    return value


def _lies_in_the_folder(file: str) -> bool:
    return (
        bool(file)
        and file.isascii()
        and file not in (".", "..")
        and not _NOT_IN_A_NAME.search(file)
    )


def _shown(value: object) -> str:
    """A value of the manifest as a sentence may quote it."""
    return str(value)[:60]
