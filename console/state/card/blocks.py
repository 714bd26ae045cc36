"""The blocks a card is made of, in words and numbers: titles, facts, people, rows and sentences.

A figure that counts something has the `link` to the list behind it, a text with counts in it is
Linked.
"""

from __future__ import annotations

from console.domain.clock import State
from console.domain.records import dataclass
from console.state.lists.link import ListLink
from console.state.lists.linked import Linked, plain

Key = tuple[str, int] | None
"""What a block leads to: a level ("estate", "building", "unit", "resident") and its row."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the card is about, and quiet lines below."""

    text: str
    quiet: tuple[Linked | str, ...] = ()

    def spoken(self) -> str:
        """The block in words."""
        return " ".join((self.text, *map(plain, self.quiet)))


@dataclass(frozen=True, slots=True)
class Heading:
    """A quiet heading, with a figure at the right where there is one."""

    text: str
    figure: Linked | str = ""

    def spoken(self) -> str:
        """The block in words."""
        return f"{self.text} {plain(self.figure)}".strip()


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value on one line."""

    name: str
    value: str
    link: ListLink | None = None

    def spoken(self) -> str:
        """The block in words."""
        return f"{self.name} {self.value}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words over as many lines as they take."""

    text: Linked | str
    quiet: bool = False

    def spoken(self) -> str:
        """The block in words."""
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: when, what, and how it stands; `share` 0 to 1 draws a bar behind.

    `open_end` says that something still has to be done; `tip` explains; `indented` belongs to the
    person above.
    """

    lead: str
    text: str
    figure: Linked | str = ""
    key: Key = None
    share: float = -1.0
    open_end: bool = False
    tip: str = ""
    indented: bool = False

    def spoken(self) -> str:
        """The block in words."""
        return " ".join(part for part in (self.lead, self.text, plain(self.figure)) if part)


@dataclass(frozen=True, slots=True)
class PersonMark:
    """How the person's avatar looks, in the words of paint.marks."""

    state: State
    role: str
    sign: str
    day: int
    of: int
    early: bool


@dataclass(frozen=True, slots=True)
class DayStrip:
    """An episode as a strip of `of` days.

    `day` are full; `planned_days` are the rule's, those beyond it an extension; `cut` says that it
    ended before its last day; labels stand under its two ends.
    """

    mark: PersonMark
    day: int
    of: int
    planned_days: int
    cut: bool
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A tag in words, with its character where the pack has one ("" else)."""

    character: str
    care: bool
    label: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the unit: masked name, how the clock stands, tags, the strip and its reason.

    `label` names the colour class of a person with an episode, "" else. `explained` is the whole
    explanation where `sentence` only says that it is that of the person above.
    """

    key: Key
    name: str
    quiet: str
    status: str
    label: str
    mark: PersonMark
    badges: tuple[Badge, ...]
    strip: DayStrip | None
    sentence: str
    explained: str
    chosen: bool

    def spoken(self) -> str:
        """The block in words."""
        tags = " ".join(badge.label for badge in self.badges)
        parts = (self.name, self.quiet, self.status, self.label, tags, self.explained)
        return " ".join(part for part in parts if part)


Block = Title | Heading | Fact | Sentence | Row | Person
Card = tuple[Block, ...]
