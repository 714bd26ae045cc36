"""The house style as claims: sizes, names, and the traps no file may step into."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.sources import REPO, Source, calls, files_of_tests, package_files, texts

LINES, FUNCTION_LINES, METHODS = 400, 40, 20
TABLE_LINES = 80
"""A function of the tests may be longer: it may be a table written out."""

BANNED_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "misc"})
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
RICH_CALLS = frozenset({"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown"})
RICH_FORMATS = frozenset({"RichText", "AutoText", "MarkdownText"})
BOXES = frozenset({"information", "warning", "critical", "question", "about", "aboutQt"})
WAITS = frozenset({"processEvents", "sleep", "msleep", "usleep"})
_RECORDS = "console.domain.records"

Claim = Callable[[Source], Iterator[str]]


def short_enough(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > LINES:
        yield f"{source.place} has {lines} lines, {LINES} at most: it holds more than one idea"
    in_tests = source.name.startswith("tests.")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            most = TABLE_LINES if in_tests else FUNCTION_LINES
            if length > most:
                yield f"{source.at(node)}: {node.name} has {length} lines, {most} at most"
        elif isinstance(node, ast.ClassDef) and not in_tests:
            methods = sum(isinstance(one, ast.FunctionDef) for one in node.body)
            if methods > METHODS:
                yield f"{source.at(node)}: {node.name} has {methods} methods, {METHODS} at most"


def opened_by_a_sentence(source: Source) -> Iterator[str]:
    if not source.text.strip():
        return
    first = (ast.get_docstring(source.tree) or "").split("\n\n")[0].strip()
    if not first.endswith((".", ":")):
        yield f"{source.place} opens with no sentence that says what it holds"


def named_after_what_it_holds(source: Source) -> Iterator[str]:
    if source.path.stem in BANNED_NAMES or source.path.parent.name in BANNED_NAMES:
        yield f"{source.place}: a module called {source.path.stem} says nothing; name its idea"


def coloured_by_the_theme(source: Source) -> Iterator[str]:
    for node in texts(source):
        if HEX_COLOUR.search(str(node.value)):
            yield f"{source.at(node)}: {node.value!r} is a colour; it belongs in resources/themes"
    for call, name in calls(source):
        numbers = [one for one in call.args if isinstance(one, ast.Constant)]
        if name in ("QColor", "fromRgb", "qRgb") and len(numbers) >= 3:
            yield f"{source.at(call)}: a colour in numbers; it belongs in resources/themes"


def connected_by_bound_methods(source: Source) -> Iterator[str]:
    for call, name in calls(source):
        if name == "connect" and any(isinstance(one, ast.Lambda) for one in call.args):
            yield f"{source.at(call)}: connect(lambda …) keeps its object alive; use a bound method"


def never_waiting(source: Source) -> Iterator[str]:
    for call, name in calls(source):
        if name in WAITS:
            yield f"{source.at(call)}: {name}() waits or reenters; use a signal or a timer"


def plain_text(source: Source) -> Iterator[str]:
    plain = source.text.count("TextFormat.PlainText")
    for call, name in calls(source):
        place = source.at(call)
        if name in RICH_CALLS:
            yield f"{place}: {name}() reads text as HTML; data must stay plain text"
        elif name == "QLabel" and not plain:
            yield f"{place}: a label guesses HTML; call setTextFormat(Qt.TextFormat.PlainText)"
        elif name in BOXES and "QMessageBox" in ast.unparse(call.func):
            yield f"{place}: QMessageBox.{name} guesses HTML; build one with PlainText"
        elif name == "setToolTip" and not _escaped(call):
            yield f"{place}: a tool tip guesses HTML; pass its text through an escaping function"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in RICH_FORMATS:
            yield f"{source.at(node)}: TextFormat.{node.attr} reads data as HTML; use PlainText"


def _escaped(call: ast.Call) -> bool:
    """Whether every argument is nothing but the result of a function that says it escapes."""
    return all(
        isinstance(one, ast.Call) and re.search(r"escape|plain|tip", ast.unparse(one.func))
        for one in call.args
        if not (isinstance(one, ast.Constant) and isinstance(one.value, int))
    )


def made_in_a_moment(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom) or node.module != "dataclasses":
            continue
        if source.name != _RECORDS and "dataclass" in {one.name for one in node.names}:
            yield f"{source.at(node)}: take dataclass from {_RECORDS}, which makes it at once"


def finished(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b|\bNotImplementedError\b", line):
            yield f"{source.place}:{number}: an unfinished mark"


EVERYWHERE: list[Claim] = [short_enough, opened_by_a_sentence, named_after_what_it_holds]
IN_THE_CONSOLE: list[Claim] = [
    *EVERYWHERE,
    coloured_by_the_theme,
    connected_by_bound_methods,
    never_waiting,
    plain_text,
    made_in_a_moment,
    finished,
]


def faults(claims: list[Claim], source: Source) -> str:
    return "\n".join(fault for claim in claims for fault in claim(source))


@pytest.mark.parametrize("source", package_files(), ids=lambda source: source.place)
def test_a_file_of_the_console_keeps_the_style(source: Source) -> None:
    assert not faults(IN_THE_CONSOLE, source), faults(IN_THE_CONSOLE, source)


@pytest.mark.parametrize("source", files_of_tests(), ids=lambda source: source.place)
def test_a_file_of_the_tests_keeps_the_style(source: Source) -> None:
    assert not faults(EVERYWHERE, source), faults(EVERYWHERE, source)


def test_one_style_sheet_in_the_program() -> None:
    found = [
        source.at(call)
        for source in package_files()
        for call, name in calls(source)
        if name == "setStyleSheet"
    ]
    assert len(found) <= 1, f"one style sheet in the program, not {len(found)}: {found}"


TRAPS = {
    "button.clicked.connect(lambda: 1)": connected_by_bound_methods,
    "QApplication.processEvents()": never_waiting,
    "time.sleep(1)": never_waiting,
    "x = '#FF0000'": coloured_by_the_theme,
    "x = QColor(255, 0, 0)": coloured_by_the_theme,
    "QLabel(name)": plain_text,
    "label.setTextFormat(Qt.TextFormat.RichText)": plain_text,
    "widget.setToolTip(name)": plain_text,
    "QMessageBox.warning(None, 'a', name)": plain_text,
    "view.setHtml(name)": plain_text,
    "from dataclasses import dataclass, replace": made_in_a_moment,
}


@pytest.mark.parametrize(("code", "claim"), TRAPS.items(), ids=TRAPS.keys())
def test_each_trap_is_seen(code: str, claim: Claim) -> None:
    source = Source(REPO / "console" / "trap.py", code, ast.parse(code))
    assert list(claim(source))


def tracked_texts() -> list[tuple[str, str]]:
    if shutil.which("git") is None:
        pytest.skip("git is not installed: nothing tells which files are the project's")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPO, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing tells which files are the project's")
    endings = (".py", ".md", ".toml", ".txt", ".cmd", ".lock", ".sh", "street-console", "run")
    paths = [REPO / name for name in listed.stdout.split("\0") if name.endswith(endings)]
    return [(path.name, path.read_text("utf-8")) for path in paths if path.is_file()]


def test_no_file_names_this_machine_or_a_registry() -> None:
    address = re.compile(r"--(extra-)?index-ur[l]|\"resolve[d]\":|/simpl[e]/")
    places = (f"{REPO}/", f"{REPO.parent}/shared")
    found = [
        name
        for name, text in tracked_texts()
        if any(place in text for place in places) or address.search(text)
    ]
    assert not found, f"these files name a path of this machine or a registry: {found}"
