"""The card's blocks stand below one another, those of another kind apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from console.paint import theme
from console.paint.card import lay_out
from console.state.card.blocks import Block, Fact, Heading, Sentence, Title

DAY = theme.load("day")
FACTS = (Fact("Floors", "10"), Fact("Built", "2012"))


@pytest.mark.parametrize(
    ("blocks", "apart"),
    [
        ((Title("5-7", ("a", "b")), *FACTS), (True, False)),
        ((Title("5-7"), Sentence("Only people who pass."), *FACTS), (True, True, False)),
        ((*FACTS, Sentence("Synthetic."), Heading("States"), FACTS[0]), (False, True, True, False)),
    ],
)
def test_facts_stand_close_and_what_is_said_in_sentences_apart(
    qapp: QApplication, blocks: tuple[Block, ...], apart: tuple[bool, ...]
) -> None:
    placed = [rect for rect, _ in lay_out(blocks, 300, DAY).placed]
    gaps = [below.top() - above.bottom() for above, below in pairwise(placed)]
    assert tuple(gap > 0 for gap in gaps) == apart
