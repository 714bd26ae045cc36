"""What the log is told of pages that leave, besides their order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.records import dataclass
from console.state.pages.order import ListSubject, Order, What
from console.store.columns import Street

if TYPE_CHECKING:
    from console.export.log import Export


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """Pages of what, called how in every language, of which street."""

    what: What
    named: dict[str, str]
    street: Street

    def export(self, order: Order, out: Path | None) -> Export:
        """The entry of an order that left as `out`, None for the clipboard."""
        from console.export.log import picture_of
        from console.state.filter_words import spoken_in_all

        conditions, subject = order.filter.conditions, order.subject
        return picture_of(
            self.street,
            order.as_of_us,
            out,
            what=self.what,
            named=self.named,
            masking="masked" if order.paper.masked else "none",
            where=order.filter.texts,
            spoken=spoken_in_all(conditions, self.street) if conditions else {},
            rows=len(subject.rows) if isinstance(subject, ListSubject) else None,
            road="window",
        )
