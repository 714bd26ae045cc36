"""What `street-console check` says: the report as text for people, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from console.domain import instants
from console.domain.words import BETWEEN, say
from console.snapshot.check import Examined, examine
from console.snapshot.findings import Finding, shown

FINE, FAULTY = 0, 1
_OF_FILES = ("checksum", "compression")
"""Notes on whole files, told once for all of them."""


def run_check(folder: Path, as_json: bool, language: str) -> tuple[str, int]:
    """The report on a snapshot and the exit status: 0 when it opens, 1 when it has faults.

    UserError when it cannot be opened at all.
    """
    examined = examine(folder)
    report = examined.report
    status = FINE if report.ok else FAULTY
    if as_json:
        return json.dumps(report.as_json(), ensure_ascii=False, indent=2), status
    return "\n".join(_lines(examined, language)), status


def _lines(examined: Examined, language: str) -> Iterator[str]:
    report = examined.report
    yield from _heading(examined, language)
    yield ""
    if report.ok:
        yield say("check.fine", language)
    else:
        yield say("check.faults", language, faults=len(report.faults))
        yield from _grouped(report.faults, language)
    if report.notes:
        yield ""
        yield say("check.notes", language, notes=len(report.notes))
        yield from _of_files(report.notes, language)
        yield from _grouped(
            tuple(one for one in report.notes if one.rule not in _OF_FILES), language
        )


def _heading(examined: Examined, language: str) -> Iterator[str]:
    manifest = examined.manifest
    street = manifest.street_name.get(language) or next(iter(manifest.street_name.values()))
    as_of = instants.moment(manifest.as_of_us, manifest.zone).strftime("%Y-%m-%d %H:%M")
    yield say("check.heading", language, street=shown(street), as_of=as_of)
    yield say(
        "check.size",
        language,
        tables=len(manifest.tables),
        rows=f"{sum(one.rows for one in manifest.tables.values()):,}",
        masking=say(f"check.masking.{manifest.masking}", language),
        source=say("check.synthetic" if manifest.synthetic else "check.real", language),
    )


def _grouped(findings: tuple[Finding, ...], language: str) -> Iterator[str]:
    for table, found in groupby(findings, key=lambda one: one.table):
        yield f"  {shown(table)}"
        for one in found:
            rule = say(f"check.rule.{one.rule}", language)
            yield "    · " + say("check.finding", language, rule=rule, sentence=one.say(language))


def _of_files(notes: tuple[Finding, ...], language: str) -> Iterator[str]:
    """One line for all the files of which the same is noted."""
    for rule in _OF_FILES:
        tables = BETWEEN[language].join(shown(one.table) for one in notes if one.rule == rule)
        if tables:
            sentence = say(f"check.files.{rule}", language, tables=tables)
            heading = say(f"check.rule.{rule}", language)
            yield "  · " + say("check.finding", language, rule=heading, sentence=sentence)
