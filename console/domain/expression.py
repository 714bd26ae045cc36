"""What is typed as an expression, read: its conditions, or where the slip is and what would do.

The grammar is that of conditions.py, several conditions as parts.py takes them apart. Reading never
fails: what is no condition is a slip with its place in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from console.domain import words
from console.domain.conditions import FIELDS, Condition, Operator, known_words, parse
from console.domain.errors import UserError
from console.domain.packs import Pack
from console.domain.parts import MOST, Part, Span, parts_of
from console.domain.records import dataclass

_WIDE = str.maketrans({"＝": "=", "！": "!", "＞": ">", "＜": "<", "，": ",", "、": ",", "≥": ">",
                       "≤": "<", "≠": "!"})  # fmt: skip
_TWO = {"≥": ">=", "≤": "<=", "≠": "!="}
_CUTOFF = 0.5


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong at a place of the text; `instead` is what to write there, "" for no idea."""

    at: Span
    error: UserError
    instead: str = ""

    def say(self, language: str) -> str:
        """The sentence, with what to write instead."""
        return self.error.say(language)


@dataclass(frozen=True, slots=True)
class Expression:
    """A text that was read: its conditions in order, and its slips; whole when it has none."""

    text: str
    conditions: tuple[Condition, ...] = ()
    slips: tuple[Slip, ...] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Whether it can be put in force."""
        return not self.slips

    def mended(self) -> str:
        """The text with what to write instead at every slip that has it, from the end on."""
        text = self.text
        for slip in reversed(self.slips):
            if slip.instead:
                text = text[: slip.at.start] + slip.instead + text[slip.at.end :]
        return text


def read(text: str, pack: Pack) -> Expression:
    """The expression written as `text`; the empty text is the one without conditions."""
    conditions: list[Condition] = []
    slips: list[Slip] = []
    for part in parts_of(text):
        try:
            conditions.append(_condition(text, part, pack))
        except UserError as error:
            slips.append(_slip(text, part, error, pack))
    if len(text) > MOST:
        slips.append(Slip(Span(MOST, len(text)), UserError("expression.too_long", most=MOST)))
    return Expression(text, tuple(conditions), tuple(slips))


def written(conditions: Sequence[Condition]) -> str:
    """Conditions as one text, which `read` reads again."""
    return " ".join(one.text.strip() for one in conditions)


def _condition(text: str, part: Part, pack: Pack) -> Condition:
    if part.field is None:
        raise UserError("condition.unreadable", text=part.whole.of(text)[:80])
    condition = parse(part.whole.of(text), pack)
    if any(_narrowed(value) != value for value in condition.values):
        raise UserError("expression.wide", narrow=_narrowed(part.whole.of(text))[:80])
    return condition


def _slip(text: str, part: Part, error: UserError, pack: Pack) -> Slip:
    """The slip of a part, at the piece of it that the error is about."""
    narrow = _narrowed(part.whole.of(text))
    if narrow != part.whole.of(text):
        wide = UserError("expression.wide", narrow=narrow[:80])
        return Slip(part.whole, wide, narrow)
    if part.field is None or part.operator is None:
        return _no_condition(part.whole, text, error, pack)
    kind = error.key.removeprefix("condition.")
    name = part.field.of(text)
    if kind == "strict":
        return Slip(part.whole, error, str(error.values["instead"]))
    if kind == "unknown_field":
        return Slip(part.field, error, _closest(name, FIELDS))
    if kind == "not_a_number_field":
        return Slip(part.operator, error, Operator.IS.value)
    if kind == "no_value":
        empty = next((one for one in part.values if one.start == one.end), part.operator)
        return Slip(empty if empty.start < empty.end else part.whole, error)
    if kind == "one_number":
        return Slip(Span(part.values[1].start, part.values[-1].end), error)
    wrong = error.values.get("word", error.values.get("value"))
    at = next((one for one in part.values if one.of(text)[:80] == wrong), part.whole)
    return Slip(at, error, _closest(at.of(text), known_words(name, pack) or ()))


def _no_condition(at: Span, text: str, error: UserError, pack: Pack) -> Slip:
    """Text where a condition should begin: perhaps a word whose field is left out, or a field."""
    word = at.of(text)
    for name in FIELDS:
        if word in (known_words(name, pack) or ()):
            instead = f"{name}={word}"
            return Slip(at, UserError("expression.bare_word", word=word, instead=instead), instead)
    if word in FIELDS:
        return Slip(at, UserError("expression.no_operator", field=word))
    return Slip(at, error)


def _narrowed(piece: str) -> str:
    """Signs of the Chinese keyboard as the grammar has them."""
    for wide, two in _TWO.items():
        piece = piece.replace(wide, two)
    return piece.translate(_WIDE)


def _closest(word: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=_CUTOFF)
    return close[0] if close else ""


def hint(slip: Slip, language: str) -> str:
    """What to do about a slip: where it is and what would do."""
    told = slip.say(language)
    return words.say("expression.place", language, at=slip.at.start + 1, told=told)
