"""What `--help` prints: how a command is written, and what it does."""

from __future__ import annotations

from collections.abc import Iterator

from console.arguments import COMMANDS, OPEN
from console.domain.words import say


def help_lines(command: str, language: str) -> Iterator[str]:
    """How one command is written, or all of them after the program's name alone."""
    yield say("cli.help.title", language)
    yield ""
    for name in COMMANDS if command == OPEN else (command,):
        key = name or "open"
        yield f"  street-console {COMMANDS[name].syntax}"
        yield f"      {say(f'cli.help.{key}', language)}"
    yield ""
    yield say("cli.help.times", language)
    if command == OPEN or "COND" in COMMANDS[command].syntax:
        yield say("cli.help.conditions", language)
