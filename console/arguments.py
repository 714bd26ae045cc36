"""The words of the command line: every command and flag of it, read into plain values."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from console.domain.errors import UserError
from console.domain.records import dataclass
from console.domain.words import LANGUAGES

OPEN = ""
"""The command that has no name: the console itself."""

LEVELS = ("street", "committee", "estate", "building", "unit")
KINDS = ("map", "section", "wall")
MASKINGS = ("none", "masked")
THEMES = ("night", "day", "wall", "dark", "light")
SCALES = ("street", "district", "city")
PAGES = ("A4", "A3", "poster")
PLACES = ("residents", "units", "buildings", "estates", "committees")
WHAT = (*PLACES, "episodes", "checks", "facilities", "events", "snapshot")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for at the start; None for what is remembered, or else the default."""

    snapshot: str | None = None
    as_of: str | None = None
    language: str | None = None
    theme: str | None = None


class _Parser(argparse.ArgumentParser):
    """A parser whose slips are sentences of ours in both languages."""

    def error(self, message: str) -> NoReturn:
        lacking = re.match(r"argument (\S+?)(?:/\S+)?: expected", message)
        if lacking:
            raise UserError("cli.value_missing", option=lacking.group(1))
        raise UserError("cli.slip", message=message[:200])


@dataclass(frozen=True, slots=True)
class Command:
    """One command: how it is written, what it takes, and which of it must be there.

    `one_of` exclude each other; whether one of them must be there says `needs_one`.
    """

    syntax: str
    declare: Callable[[argparse.ArgumentParser], None]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    needs_one: bool = False


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """A reader of one of `known` words; a slip names the nearest."""

    def read(text: str) -> str:
        if text not in known:
            raise UserError(
                "cli.choice", text=text[:80], known=" ".join(known), hint=nearest(text, known)
            )
        return text

    return read


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A reader of a whole number from `least` to `most`."""

    def read(text: str) -> int:
        digits = text.replace("_", "") if re.fullmatch(r"-?\d+(_\d+)*", text, re.ASCII) else ""
        if not digits or not least <= int(digits[:20]) <= most:
            raise UserError("cli.number", text=text[:80], least=least, most=most)
        return int(digits)

    return read


def nearest(text: str, known: Iterable[str]) -> dict[str, str]:
    """A sentence that asks whether the nearest of `known` was meant, "" when none is near."""
    import difflib

    found = difflib.get_close_matches(text, list(known), n=1, cutoff=0.6)
    if not found:
        return {language: "" for language in LANGUAGES}
    from console.domain.words import both

    return both("cli.nearest", word=found[0])


def _snapshot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("snapshot", nargs="?")


def _as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def _where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--where", action="append", default=[])


def _open(parser: argparse.ArgumentParser) -> None:
    _snapshot(parser)
    _as_of(parser)
    parser.add_argument("--theme", type=one_of(THEMES))


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", nargs="?")
    parser.add_argument("--seed", type=whole_number(0, 2**63 - 1))
    parser.add_argument("--residents", type=whole_number(1, 25_000_000))
    parser.add_argument("--days", type=whole_number(1, 3650))
    parser.add_argument("--boundary")
    parser.add_argument("--buildings")


def _check(parser: argparse.ArgumentParser) -> None:
    _snapshot(parser)
    _json(parser)


def _summary(parser: argparse.ArgumentParser) -> None:
    _snapshot(parser)
    _as_of(parser)
    parser.add_argument("--by", type=one_of(LEVELS))
    _where(parser)
    _json(parser)


def _clock(parser: argparse.ArgumentParser) -> None:
    _snapshot(parser)
    parser.add_argument("--episode")
    parser.add_argument("--resident")
    _as_of(parser)
    _json(parser)


def _render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", type=one_of(KINDS))
    _snapshot(parser)
    parser.add_argument("--building")
    parser.add_argument("--scene")
    _as_of(parser)
    parser.add_argument("--size")
    parser.add_argument("--page", type=one_of(PAGES))
    parser.add_argument("--theme", type=one_of(THEMES))
    parser.add_argument("--masking", type=one_of(MASKINGS), default="masked")
    parser.add_argument("-o", dest="out")


def _export(parser: argparse.ArgumentParser) -> None:
    _snapshot(parser)
    parser.add_argument("--what", type=one_of(WHAT))
    _where(parser)
    _as_of(parser)
    parser.add_argument("--masking", type=one_of((*MASKINGS, "aggregate")), default="masked")
    parser.add_argument("-o", dest="out")


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", nargs="?")
    parser.add_argument("new", nargs="?")
    parser.add_argument("--by", type=one_of(("committee", "estate")))
    _json(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*")
    parser.add_argument("--into")
    parser.add_argument("-o", dest="out")
    parser.add_argument("--plan", action="store_true")
    _json(parser)


def _wall(parser: argparse.ArgumentParser) -> None:
    _snapshot(parser)
    parser.add_argument("--watch")
    parser.add_argument("--playlist")
    parser.add_argument("--screen", type=whole_number(0, 99))


def _bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", type=one_of(SCALES), default="street")
    parser.add_argument("--soak", action="store_true")
    parser.add_argument("--faults", action="store_true")
    _json(parser)


def _nothing(parser: argparse.ArgumentParser) -> None:
    """A command without arguments."""


COMMANDS = {
    OPEN: Command("[SNAPSHOT] [--as-of T] [--lang zh|en] [--theme light|dark]", _open),
    "demo": Command(
        "demo OUT [--seed N] [--residents N] [--days N] [--boundary FILE] [--buildings FILE]",
        _demo,
        ("out",),
    ),
    "check": Command("check SNAPSHOT [--json]", _check, ("snapshot",)),
    "summary": Command(
        "summary SNAPSHOT [--as-of T] [--by street|committee|estate|building|unit]"
        " [--where COND]... [--json]",
        _summary,
        ("snapshot",),
    ),
    "clock": Command(
        "clock SNAPSHOT (--episode ID | --resident ID) [--as-of T] [--json]",
        _clock,
        ("snapshot",),
        ("episode", "resident"),
        needs_one=True,
    ),
    "render": Command(
        "render map|section|wall SNAPSHOT [--building ID] [--scene NAME] [--as-of T]"
        " [--size WxH | --page A4|A3|poster] [--theme NAME] [--lang zh|en]"
        " [--masking none|masked] -o FILE.(png|svg|pdf)",
        _render,
        ("kind", "snapshot", "out"),
    ),
    "export": Command(
        "export SNAPSHOT --what residents|units|buildings|estates|committees|episodes|checks"
        "|facilities|events|snapshot [--where COND]... [--as-of T]"
        " [--masking none|masked|aggregate]"
        " -o FILE.(csv|xlsx|parquet|geojson|gpkg) or FOLDER.street",
        _export,
        ("snapshot", "what", "out"),
    ),
    "diff": Command("diff OLD NEW [--by committee|estate] [--json]", _diff, ("old", "new")),
    "import": Command("import FILE... --into SNAPSHOT -o OUT [--plan] [--json]", _import),
    "wall": Command(
        "wall [SNAPSHOT | --watch FOLDER] [--playlist FILE] [--screen N]",
        _wall,
        one_of=("snapshot", "watch"),
    ),
    "bench": Command(
        "bench [--scale street|district|city] [--soak | --faults] [--json]", _bench
    ),
    "doctor": Command("doctor", _nothing),
}  # fmt: skip
NAMED = tuple(name for name in COMMANDS if name != OPEN)


@dataclass(frozen=True, slots=True)
class Line:
    """A command line that was understood: the command, and its values by name."""

    command: str
    values: argparse.Namespace
    wants_help: bool


def read(words: Sequence[str]) -> Line:
    """What the command line says; UserError in a sentence with the nearest word when it slips.

    The command is the first word when it is one; without one the console itself is meant.
    """
    _refuse_other_encodings(words)
    words = _language_last(words)
    command = words[0] if words and words[0] in NAMED else OPEN
    parser = _Parser(prog="street-console", add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="store_true")
    remembered_or = None if command == OPEN else LANGUAGES[0]
    parser.add_argument("--lang", type=one_of(LANGUAGES), default=remembered_or)
    COMMANDS[command].declare(parser)
    values, unknown = parser.parse_known_intermixed_args(words[1:] if command else words)
    if command == "render" and values.theme is None:
        values.theme = "wall" if values.kind == "wall" else "night"
    if not values.help:
        if command == OPEN and values.snapshot is not None:
            _refuse_a_misspelt_command(values.snapshot)
        _refuse_unknown(unknown, command)
        _refuse_incomplete(values, command)
    return Line(command, values, values.help)


def language_of(words: Sequence[str]) -> str:
    """The language asked for, also of a line that cannot be read; Chinese when none is."""
    for word, following in pairwise([*words, ""]):
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and asked in LANGUAGES:
            return asked
    return LANGUAGES[0]


def _language_last(words: Sequence[str]) -> Sequence[str]:
    """The words with a leading --lang behind the command: it may stand before it."""
    if not words or not words[0].startswith("--lang"):
        return words
    taken = 1 if "=" in words[0] else 2
    return [*words[taken:], *words[:taken]]


def _refuse_other_encodings(words: Sequence[str]) -> None:
    """UserError at a word with bytes that are no UTF-8: no file could say it again."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as slip:
            shown = word.encode("utf-8", "backslashreplace").decode()
            raise UserError("cli.not_utf8", word=shown[:80]) from slip


def _refuse_a_misspelt_command(word: str) -> None:
    """UserError when `word` is no folder and looks like a command; else it names a snapshot."""
    hint = nearest(word, NAMED)
    if hint["en"] and not Path(word).exists():
        raise UserError("cli.no_such_command", word=word[:80], hint=hint)


def _refuse_unknown(unknown: Sequence[str], command: str) -> None:
    if not unknown:
        return
    word = unknown[0]
    if word.startswith("-"):
        known = ["--lang", "--help", *re.findall(r"--[a-z-]+", COMMANDS[command].syntax)]
        raise UserError("cli.unknown_option", option=word[:80], hint=nearest(word, known))
    raise UserError("cli.too_many", word=word[:80], syntax=COMMANDS[command].syntax)


def _refuse_incomplete(values: argparse.Namespace, command: str) -> None:
    spec = COMMANDS[command]
    given = {name for name, value in vars(values).items() if value not in (None, [])}
    if any(name not in given for name in spec.required):
        raise UserError("cli.incomplete", syntax=spec.syntax)
    chosen = given.intersection(spec.one_of)
    if len(chosen) > 1:
        raise UserError("cli.one_of", syntax=spec.syntax)
    if spec.needs_one and not chosen:
        raise UserError("cli.incomplete", syntax=spec.syntax)
