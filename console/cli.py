"""The command line: reads it, lets the room below do the work, and says what came of it.

Exit status: 0 done, 1 the data has faults, 2 it could not be done, with one sentence on stderr.
"""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from console import arguments, process
from console.domain.errors import Cancelled, UserError
from console.domain.progress import Progress, silent
from console.domain.reasons import reason
from console.domain.words import say

if TYPE_CHECKING:
    from console.export.log import Export

DONE, FAILED = 0, 2
_CLEAR_LINE = "\x1b[2K"


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` say, by default those the process was started with."""
    if words is None:
        process.guard()
        words = sys.argv[1:]
    _open_streams()
    language = arguments.language_of(words)
    try:
        status = _run(words)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _drop(sys.stdout)
        return DONE
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001 - a bug is a sentence too
        clear = f"\r{_CLEAR_LINE}" if sys.stderr.isatty() else ""
        print(f"{clear}{_sentence(fault, language)}", file=sys.stderr)
        _let_out(sys.stdout)
        return FAILED


def _open_streams() -> None:
    """Let both streams take every character, and nobody's where the caller closed one."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - kept
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(words: Sequence[str]) -> int:
    line = arguments.read(words)
    if line.wants_help:
        from console import usage

        return _print(*usage.help_lines(line.command, arguments.language_of(words)))
    if line.command not in RUN:
        raise UserError("cli.not_yet", command=line.command)
    return RUN[line.command](line.values)


def _sentence(fault: BaseException, language: str) -> str:
    """What to say of a fault: the user's in a sentence, the machine's too, a bug by its place."""
    if isinstance(fault, UserError):
        return " ".join(fault.say(language).split())
    if isinstance(fault, Cancelled | KeyboardInterrupt):
        return say("cli.cancelled", language)
    if isinstance(fault, MemoryError):
        return say("cli.memory", language)
    if isinstance(fault, ImportError) and "PySide6" in f"{fault.name} {fault.path}":
        return say("cli.no_qt", language, reason=" ".join(str(fault).split()))
    if isinstance(fault, OSError) and fault.strerror:
        place = f" {fault.filename}" if isinstance(fault.filename, str) else ""
        return say("cli.environment", language, reason=f"{reason(fault)[language]}{place}")
    log = process.note(fault) or say("cli.no_log", language)
    return say(
        "cli.bug", language, kind=type(fault).__name__, place=process.place_of(fault), log=log
    )


def _let_out(stream: TextIO) -> None:
    """Write what was printed before the fault; what finds no room was spoken of already."""
    try:
        stream.flush()
    except (OSError, ValueError):
        _drop(stream)


def _drop(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: the reader has gone."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _print(*lines: str) -> int:
    for line in lines:
        print(line)
    return DONE


@contextlib.contextmanager
def _progress(language: str) -> Iterator[Progress]:
    """Shows what is being done and how far on the terminal's last line, which is clear at the end.

    Silent where nobody looks.
    """
    if not sys.stderr.isatty():
        yield silent
        return

    def show(stage: str, share: float) -> None:
        line = f"{share:4.0%} {say(stage, language)}" if share < 1 else ""
        sys.stderr.write(f"\r{_CLEAR_LINE}{line}")
        sys.stderr.flush()

    yield show
    show("", 1.0)


def _summary(values: Namespace) -> int:
    from console.store.answers import answer_summary

    return _print(
        answer_summary(
            values.snapshot,
            as_of=values.as_of,
            level=values.by,
            where=values.where,
            as_json=values.json,
            language=values.lang,
        )
    )


def _clock(values: Namespace) -> int:
    from console.store.answers import answer_clock

    return _print(
        answer_clock(
            values.snapshot,
            episode=values.episode,
            resident=values.resident,
            as_of=values.as_of,
            as_json=values.json,
            language=values.lang,
        )
    )


def _doctor(values: Namespace) -> int:
    from console import doctor

    found = []
    for one in doctor.examine():
        found.append(one)
        print(one.say(values.lang), flush=True)
    unwell = sum(not one.is_well for one in found)
    if any(one.stops for one in found):
        raise UserError("doctor.cannot_start")
    return _print(say("doctor.unwell" if unwell else "doctor.well", values.lang, count=unwell))


def _demo(values: Namespace) -> int:
    from console.demo.options import DemoOptions
    from console.demo.street import said_of_sources, write_demo

    given = {name: getattr(values, name) for name in ("seed", "residents", "days")}
    files = {name: getattr(values, name) for name in ("boundary", "buildings")}
    given |= {name: Path(file) for name, file in files.items() if file is not None}
    options = DemoOptions(**{name: value for name, value in given.items() if value is not None})
    with _progress(values.lang) as progress, process.interruption() as cancelled:
        written = write_demo(Path(values.out), options, progress, cancelled)
    notes = (note[values.lang] for note in said_of_sources(written))
    return _print(say("cli.written", values.lang, path=values.out), *notes)


def _check(values: Namespace) -> int:
    from console.snapshot.report import run_check

    report, status = run_check(Path(values.snapshot), values.json, values.lang)
    _print(report)
    return status


def _render(values: Namespace) -> int:
    from console import rendering

    return _left(rendering.render(values), values)


def _export(values: Namespace) -> int:
    from console.export.answer import answer_export

    with _progress(values.lang) as progress:
        export, gone = answer_export(values, progress)
    for one in gone:
        print(one.say(values.lang), file=sys.stderr)
    return _left(export, values)


def _left(export: Export, values: Namespace) -> int:
    """Say what was written; it is done even where it cannot be noted, which is said."""
    from console.domain.spoken import capped
    from console.export import log

    if not log.remember(export):
        folder = capped(str(log.log_file().parent))
        print(say("export_log.not_kept", values.lang, folder=folder), file=sys.stderr)
    return _print(say("cli.written", values.lang, path=values.out))


def _diff(values: Namespace) -> int:
    from console.changes.answer import answer_diff

    with _progress(values.lang) as progress:
        said, status = answer_diff(
            values.old,
            values.new,
            level=values.by,
            as_json=values.json,
            language=values.lang,
            progress=progress,
        )
    _print(said)
    return status


def _bench(values: Namespace) -> int:
    from console.bench.run import run_bench

    if values.faults:
        raise UserError("bench.not_yet", what="--faults")
    with _progress(values.lang) as progress:
        said = list(
            run_bench(
                values.scale,
                as_json=values.json,
                language=values.lang,
                soaks=values.soak,
                tell=progress,
            )
        )
    return _print(*said)


def _open(values: Namespace) -> int:
    from console import app

    wishes = arguments.Wishes(values.snapshot, values.as_of, values.lang, values.theme)
    return app.run(wishes)


def _last_snapshot() -> str:
    """The snapshot opened last, else the demo street; UserError when there is neither."""
    from console.state.preferences import Preferences, demo_folder

    for folder in (*Preferences().recent, str(demo_folder())):
        if Path(folder, "manifest.json").is_file():
            return folder
    raise UserError("wall.nothing_opened")


def _wall(values: Namespace) -> int:
    from console import screen
    from console.state.wall.playlist import read
    from console.walls.keeper import Keeper, Wishes

    if values.snapshot is None and values.watch is None:
        values.snapshot = _last_snapshot()
    if values.watch is not None and not Path(values.watch).is_dir():
        raise UserError("wall.no_folder", folder=values.watch)
    if values.snapshot is not None and not Path(values.snapshot, "manifest.json").is_file():
        raise UserError("wall.no_snapshot_there", folder=values.snapshot)
    if values.playlist is not None:
        read(Path(values.playlist))
    if not screen.is_there():
        raise UserError("wall.no_screen")
    given = (values.snapshot, values.watch, values.playlist)
    snapshot, watch, playlist = (one and str(Path(one).resolve()) for one in given)
    return Keeper(Wishes(snapshot, watch, playlist, values.screen or 0, values.lang)).run()


RUN: dict[str, Callable[[Namespace], int]] = {
    arguments.OPEN: _open,
    "demo": _demo,
    "check": _check,
    "summary": _summary,
    "clock": _clock,
    "render": _render,
    "wall": _wall,
    "export": _export,
    "diff": _diff,
    "doctor": _doctor,
    "bench": _bench,
}
