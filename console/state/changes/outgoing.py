"""A list of what changed as a file: its rows as in any export, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.errors import UserError
from console.domain.progress import Progress, Stopped
from console.domain.records import dataclass
from console.domain.spoken import instant
from console.domain.words import say
from console.state.changes.model import names_of
from console.store.columns import I32
from console.store.lists import TABLES

if TYPE_CHECKING:
    from console.export.facts import Facts
    from console.export.sheet import Sheet
    from console.export.source import Source
    from console.state.changes.listed import Listed


@dataclass(frozen=True, slots=True, eq=False)
class ChangesFile:
    """The order for a file of a list: its rows in their order."""

    listed: Listed
    rows: I32
    out: Path

    @property
    def name(self) -> dict[str, str]:
        """What the list is called, and since when, in every language."""
        names, listed = names_of(self.listed.change), self.listed
        at, zone = listed.since_us, listed.side.street.zone
        return {
            language: say("changes.file", language, what=name, instant=instant(at, zone, language))
            for language, name in names.items()
        }

    def write(self, tell: Progress, stopped: Stopped) -> Facts:
        """Write it and give its facts; names, phones and birth dates are masked as on screen.

        UserError for a kind of file in which every row lies somewhere, where none does.
        """
        from console.export.files import LOCATED, STAGE, ending_of, export_rows, write_sheet

        tell(STAGE, 0.0)
        language = self.listed.cells.language
        if self.listed.cells.entity == "record":
            if ending_of(self.out) in LOCATED:
                raise UserError("export.no_places", what=self.name)
            records = self._records()
            write_sheet(records, self.out, lambda done: tell(STAGE, done), language)
            return records.facts
        what = TABLES[self.listed.cells.entity]
        source = self._source(what, stopped)
        return export_rows(
            source,
            what,
            self.out,
            rows=source.table_rows(what, self.rows),
            beside=self._beside(),
            language=language,
            in_words=True,
            progress=tell,
            cancelled=stopped,
        )

    def _source(self, what: str, stopped: Stopped) -> Source:
        from console.export.source import source_on_show

        cells = self.listed.cells
        return source_on_show(
            cells.frame, what, masked=cells.masked, listed=self.name, cancelled=stopped
        )

    def _beside(self) -> dict[str, list[str]]:
        """The texts of the columns beside."""
        beside = self.listed.cells.beside
        if beside is None:
            return {}
        rows = self.rows.tolist()
        return {key: [beside.text(row, key) for row in rows] for key in beside.keys}

    def _records(self) -> Sheet:
        """The rows of a table that has no list: nothing but what stands beside them."""
        import pyarrow as pa

        from console.export.facts import facts_of
        from console.export.sheet import Sheet
        from console.export.source import source_of
        from console.snapshot.manifest import read_manifest

        frame, language = self.listed.side, self.listed.cells.language
        manifest = read_manifest(Path(frame.street.folder))
        source = replace(source_of(frame, manifest, {}), listed=self.name)
        texts = self._beside()
        table = pa.table(
            {
                say(f"lists.column.{key}", language): pa.array(cells, pa.string())
                for key, cells in texts.items()
            }
        )
        facts = facts_of(source, "records").with_rows(table.num_rows)
        return Sheet("records", table, None, facts, tuple(texts))
