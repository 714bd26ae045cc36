"""What the commands `summary` and `clock` print: a snapshot's path and words in, text out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from console.domain import conditions, instants, packs, words
from console.domain.errors import UserError
from console.domain.masking import mask_name
from console.store.aggregate import summarise_aggregate
from console.store.columns import Street
from console.store.explain import Explanation, episode_row, explain, shown_row
from console.store.frame import frame
from console.store.load import load_street
from console.store.people import names_of
from console.store.summary import Level, Summary, summarise
from console.store.summary_text import summary_text


def answer_summary(
    snapshot: str,
    *,
    as_of: str | None = None,
    level: Level | None = None,
    where: Sequence[str] = (),
    as_json: bool = False,
    language: str = "zh",
) -> str:
    """The counts of a snapshot; UserError when it, the instant or a condition cannot be read."""
    street = load_street(Path(snapshot))
    summary = summary_of(street, as_of_us(street, as_of), level, where)
    if as_json:
        return _json(summary.as_json(snapshot))
    return summary_text(summary, language)


def answer_clock(
    snapshot: str,
    *,
    episode: str | None = None,
    resident: str | None = None,
    as_of: str | None = None,
    as_json: bool = False,
    language: str = "zh",
) -> str:
    """The clock of an episode, or of the one a resident shows; names are masked."""
    street = load_street(Path(snapshot))
    at_us = as_of_us(street, as_of)
    row = (
        shown_row(street, resident or "", at_us)
        if episode is None
        else episode_row(street, episode)
    )
    explained = explain(street, row, at_us)
    return _json(explained.as_json()) if as_json else _clock_text(street, explained, language)


def as_of_us(street: Street, as_of: str | None) -> int:
    """The instant asked for, the snapshot's own without one; a date means 00:00 local."""
    return street.as_of_us if as_of is None else instants.parse(as_of, instants.zone(street.zone))


def summary_of(
    street: Street, at_us: int, level: Level | None = None, where: Sequence[str] = ()
) -> Summary:
    """The summary of any street, aggregate or not."""
    wanted = conditions.parse_all(where, packs.load(street.scenario))
    if not street.is_aggregate:
        return summarise(frame(street, at_us), wanted, level)
    if wanted:
        raise UserError("condition.aggregate")
    return summarise_aggregate(street, at_us, level)


def _clock_text(street: Street, explained: Explanation, language: str) -> str:
    name = mask_name(names_of(street, [explained.resident_row])[0])
    title = words.say(
        "explain.title",
        language,
        episode=explained.episode,
        person=f"{name} {explained.resident}".strip(),
    )
    return f"{title}\n{explained.sentence[language]}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
