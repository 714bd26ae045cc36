"""Every sentence exists in both languages, says the same, and keeps the house's punctuation."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from console.domain import resources
from tests.sources import Source, calls, package_files

SPEAKERS = frozenset({"say", "both", "UserError"})
LEFT_OUT = {"days.month": {"year"}}
"""What one language may leave unsaid: 3 月 under a year's own label, but 2020-03."""

SILENT = {"card.status.none"}
"""Who has never been under the clock has no figure beside the name."""

CHINESE = r"[\u3400-\u9fff，。；：？、“”‘’（）《》…]"
HALF_WIDTH = re.compile(
    rf"{CHINESE}(?:[,;:?()]|!(?!=))|[,;:?!()](?=[\u3400-\u9fff])|[\u3400-\u9fff]\.(?!\w)"
)
EXCLAMATION = re.compile(r"！|!(?!=)")


def rooms() -> list[str]:
    return sorted(path.stem for path in resources.root().joinpath("words").glob("*.toml"))


@cache
def sentences() -> dict[str, dict[str, Any]]:
    """Every entry by key: "room.name" or "room.group.name"."""
    found: dict[str, dict[str, Any]] = {}
    for room in rooms():
        path = resources.root() / "words" / f"{room}.toml"
        found.update(_entries(room, tomllib.loads(path.read_text("utf-8"))))
    return found


def _entries(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in table.items():
        if isinstance(value, dict) and any(isinstance(one, dict) for one in value.values()):
            yield from _entries(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", value if isinstance(value, dict) else {"": value}


def braces(text: str) -> set[str]:
    """The names in the braces of `text`: "{n:,} of {all.size}" gives n and all."""
    fields = (field for _, field, _, _ in string.Formatter().parse(text) if field is not None)
    return {re.split(r"[.\[]", field)[0] for field in fields}


def entries_of(room: str) -> dict[str, dict[str, Any]]:
    return {key: entry for key, entry in sentences().items() if key.split(".")[0] == room}


@pytest.mark.parametrize("room", rooms())
class TestARoom:
    def test_says_everything_in_chinese_and_english(self, room: str) -> None:
        for key, entry in entries_of(room).items():
            assert set(entry) == {"zh", "en"}, f"{key} needs zh and en and nothing else"
            said = [isinstance(text, str) and bool(text.strip()) for text in entry.values()]
            assert all(said) or key in SILENT, f"{key} says nothing"

    def test_names_the_same_things_in_both(self, room: str) -> None:
        for key, entry in entries_of(room).items():
            differing = braces(entry["zh"]) ^ braces(entry["en"])
            assert differing <= LEFT_OUT.get(key, set()), f"{key}: the braces differ: {differing}"
            assert "" not in braces(entry["zh"]), f"{key}: a brace without a name"

    def test_is_calm(self, room: str) -> None:
        for key, entry in entries_of(room).items():
            for text in entry.values():
                assert not EXCLAMATION.search(text), f"{key}: no exclamation marks"
                is_separator = not any(one.isalnum() for one in text)
                assert is_separator or text == text.strip(), f"{key}: blanks at its ends"

    def test_is_punctuated_full_width_in_chinese(self, room: str) -> None:
        for key, entry in entries_of(room).items():
            without_braces = re.sub(r"\{[^{}]*\}|\(&\w\)", "甲", entry["zh"])
            fault = HALF_WIDTH.search(without_braces)
            assert not fault, f"{key}: {fault and fault.group()!r} in {without_braces!r}"


ONE_NAME = {
    "tiles.name.active": (
        "card.state.active", "charts.measure.active", "charts.name.active",
        "legend.state.active",
        "lists.kind.active", "map.hint.active", "map.metric.active",
        "summary.column.active", "summary.state.active",
    ),
    "tiles.name.complete": (
        "card.state.complete", "card.status.complete", "card.waiting", "charts.waiting",
        "legend.state.complete", "lists.column.complete", "lists.kind.complete",
        "lists.state.complete", "map.hint.complete", "map.metric.complete",
        "summary.column.complete", "summary.state.complete",
    ),
    "tiles.name.due": (
        "lists.kind.due", "card.state.due", "legend.state.due", "lists.state.due",
        "summary.state.due",
    ),
    "days.title": ("window.dock.days",),
}  # fmt: skip
"""Keys of one thing by that whose English name they bear."""

SHORT = {
    *("days.active", "lists.state.active", "lists.column.active", "charts.column.active"),
    "section.total.active",
}
"""Where the name of those under the clock has little room, in words of it."""

OLD_NAMES = re.compile(r"to release|[Cc]omplete,? (?:and )?not released|在管|\bWait(?:ing)?\b")


def test_one_count_has_one_name() -> None:
    for first, others in ONE_NAME.items():
        name = sentences()[first]["en"]
        assert [sentences()[key]["en"] for key in others] == [name] * len(others), first
    old = {
        key for key, said in sentences().items() if OLD_NAMES.search(f"{said['zh']} {said['en']}")
    }
    assert not old


def spoken(source: Source) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Calls that say a sentence, with the expression of its key."""
    for call, name in calls(source):
        if name in SPEAKERS and call.args:
            yield call, call.args[0]


def prefix_of(key: ast.expr) -> str | None:
    """What a key put together at run time begins with: f"tag.{name}" gives "tag."."""
    if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
        return str(key.values[0].value)
    return None


def wrong_uses(source: Source) -> Iterator[str]:
    for call, key in spoken(source):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            if "." in key.value and key.value not in sentences():
                yield f"{source.at(call)}: there is no sentence {key.value}"
            elif key.value in sentences() and (missing := _missing_values(call, key.value)):
                yield f"{source.at(call)}: {key.value} needs {sorted(missing)}"
        elif (prefix := prefix_of(key)) and not any(one.startswith(prefix) for one in sentences()):
            yield f"{source.at(call)}: there is no sentence that begins with {prefix}"


def _missing_values(call: ast.Call, key: str) -> set[str]:
    given = {keyword.arg for keyword in call.keywords}
    return set() if None in given else braces(sentences()[key]["en"]) - {str(one) for one in given}


@pytest.mark.parametrize("source", package_files(), ids=lambda source: source.place)
def test_every_sentence_the_code_says_exists_and_gets_its_values(source: Source) -> None:
    assert not list(wrong_uses(source)), "\n".join(wrong_uses(source))


def test_no_sentence_is_left_that_nobody_says() -> None:
    code = "\n".join(source.text for source in package_files())
    beginnings = tuple({one for source in package_files() for one in put_together(source)})
    unsaid = [
        key for key in sentences() if not key.startswith(beginnings) and f'"{key}"' not in code
    ]
    assert not unsaid, f"say these or take them out: {unsaid}"


def put_together(source: Source) -> Iterator[str]:
    """What keys put together at run time begin with: f"estate.by_{order}" gives "estate.by_"."""
    for node in ast.walk(source.tree):
        beginning = prefix_of(node) if isinstance(node, ast.JoinedStr) else None
        if beginning and beginning.split(".")[0] in rooms() and "." in beginning:
            yield beginning
