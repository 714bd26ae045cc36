"""What every export says of itself: street, as-of, filter, snapshot, masking, time, rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime

from console import VERSION
from console.domain import instants
from console.domain.records import dataclass
from console.domain.spoken import instant
from console.domain.words import say
from console.export.source import Source


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one export; instants are ISO with the zone's offset.

    `snapshot` is the sha256 of the manifest it was taken from; `masking` none, masked or aggregate;
    `spoken` the filter in words by language, where somebody has them, `listed` the name of the list
    whose rows these are.
    """

    what: str
    street_code: str
    street_name: dict[str, str]
    as_of: str
    as_of_us: int
    zone: str
    where: tuple[str, ...]
    snapshot: str
    masking: str
    synthetic: bool
    made: str
    rows: int = 0
    spoken: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)

    def with_rows(self, rows: int) -> Facts:
        """The same facts of so many rows."""
        return replace(self, rows=rows)

    def as_json(self) -> dict[str, object]:
        """The facts as metadata of a file."""
        return {
            "what": self.what,
            **({"list": dict(self.listed)} if self.listed else {}),
            "street": {"code": self.street_code, "name": self.street_name},
            "as_of": self.as_of,
            "timezone": self.zone,
            "where": list(self.where),
            "snapshot": self.snapshot,
            "masking": self.masking,
            "synthetic": self.synthetic,
            "exported": self.made,
            "rows": self.rows,
            "program": f"street-console {VERSION}",
        }

    def as_text(self) -> str:
        """The metadata as one line of JSON."""
        return json.dumps(self.as_json(), ensure_ascii=False)

    def lines(self, language: str) -> Iterator[tuple[str, str]]:
        """Every fact as its name and what it says, for people."""
        values = {
            "what": self.said_what(language),
            "street": f"{self.street_name[language]} {self.street_code}",
            "as_of": self.said_as_of(language),
            "where": self.said_where(language),
            "rows": f"{self.rows:,}",
            "masking": say(f"export.masking.{self.masking}", language),
            "source": say("export.synthetic" if self.synthetic else "export.real", language),
            "snapshot": self.snapshot,
            "made": self.made,
            "program": f"street-console {VERSION}",
        }
        for key, value in values.items():
            yield say(f"export.fact.{key}", language), value

    def said_what(self, language: str) -> str:
        """What the rows are, and of which list."""
        what = say(f"export.what.{self.what}", language)
        if language not in self.listed:
            return what
        return say("export.listed", language, what=what, list=self.listed[language])

    def said_as_of(self, language: str) -> str:
        """The as-of instant with its zone."""
        return f"{instant(self.as_of_us, self.zone, language)} {self.zone}"

    def said_where(self, language: str) -> str:
        """The filter in words."""
        if self.spoken.get(language):
            return self.spoken[language]
        if not self.where:
            return say("export.everything", language)
        also = say("export.and", language)
        return f" {also} ".join(self.where)

    def title(self, language: str) -> str:
        """One line for the head of a printed page."""
        return say(
            "export.title",
            language,
            street=self.street_name[language],
            what=self.said_what(language),
            as_of=instant(self.as_of_us, self.zone, language),
            masking=say(f"export.masking.{self.masking}", language),
        )


def facts_of(source: Source, what: str, masking: str | None = None) -> Facts:
    """The facts of an export of `what`; what the snapshot itself masks stays masked."""
    street = source.street
    own = street.masking if street.masking != "none" else "masked" if source.masked else "none"
    return Facts(
        what=what,
        street_code=street.code,
        street_name=dict(street.name),
        as_of=instants.iso(source.frame.as_of_us, source.zone),
        as_of_us=source.frame.as_of_us,
        zone=street.zone,
        where=tuple(condition.text for condition in source.conditions),
        snapshot=street.key,
        masking=masking or own,
        synthetic=street.synthetic,
        spoken=source.spoken,
        listed=source.listed,
        made=datetime.now(source.zone).isoformat(timespec="seconds"),
    )
