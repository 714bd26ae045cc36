"""Text stays within its width: elided, wrapped, capped."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain.words import LANGUAGES, say
from console.paint import lettering, theme

METRICS = theme.load("night").metrics
FONT, TABULAR = METRICS.font("body"), METRICS.font("body", tabular=True)
BOLD = METRICS.font("label", bold=True, tabular=True)
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXTS = st.text(st.sampled_from("李明珠abc 12，。室<b>"), max_size=200)


@QUIET
@given(text=TEXTS, width=st.integers(20, 400), where=st.sampled_from(("start", "middle", "end")))
def test_an_elided_line_fits(
    qapp: QApplication, text: str, width: int, where: lettering.Elide
) -> None:
    assert lettering.width(lettering.elided(text, FONT, width, where), FONT) <= width + 1


@pytest.mark.parametrize("where", ["start", "middle", "end"])
@pytest.mark.parametrize(
    ("text", "number"), [("沿街商铺-1201号", "1201"), ("香梅佳苑 250,000 人", "250,000")]
)
def test_a_number_is_never_cut_by_an_ellipsis(
    qapp: QApplication, text: str, number: str, where: lettering.Elide
) -> None:
    whole = int(lettering.width(text, FONT))
    least = int(lettering.width(f"…{number}", FONT)) + 1
    seen = {lettering.elided(text, FONT, width, where) for width in range(least, whole)}
    assert len(seen) > 2
    for shown in seen:
        assert number in shown or not any(sign.isdigit() for sign in shown), shown


@QUIET
@given(text=TEXTS, width=st.integers(30, 400))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(
    qapp: QApplication, text: str, width: int
) -> None:
    lines = lettering.wrapped(text, FONT, width, 999)
    assert all(lettering.width(line, FONT) <= width + 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_too_many_lines_end_in_an_ellipsis(qapp: QApplication) -> None:
    lines = lettering.wrapped("丁香路" * 100, FONT, 100, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


@pytest.mark.timed
def test_a_name_of_100_000_characters_costs_no_more_than_a_short_one(qapp: QApplication) -> None:
    start = perf_counter()
    lettering.elided("很" * 100_000, FONT, 120)
    lettering.wrapped("长" * 100_000, FONT, 200)
    assert perf_counter() - start < 0.2


def drawn(
    how: Callable[..., None], text: str, width: int, side: lettering.Side, font: QFont
) -> QImage:
    image = QImage(440, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    how(painter, QRectF(10, 5.3, width, 26), text, font, QColor("white"), side=side)
    painter.end()
    return image


NUMBERS = st.one_of(
    st.integers(0, 25_000_000).map("{:,}".format),
    st.integers(-99_999, 99_999).map(lambda by: f"{by:+,}".replace("-", "−")),
    st.sampled_from(["±0", "12 3", "1 ", "1.5", "³7", "٣", "1a2", ""]),
)
ALONE = "昨天隔离中筛出人户龘，。、：；（）《》？！–- 0123456789,+·"
SENTENCES = st.text(st.sampled_from(ALONE), max_size=30)
"""Texts of signs that stand alone."""


@QUIET
@given(
    text=st.one_of(TEXTS, NUMBERS, SENTENCES),
    width=st.integers(20, 400),
    side=st.sampled_from(["left", "right", "centre"]),
    font=st.sampled_from([FONT, TABULAR, BOLD]),
)
def test_a_passing_line_looks_like_one_that_is_kept(
    qapp: QApplication, text: str, width: int, side: lettering.Side, font: QFont
) -> None:
    passing = drawn(lettering.passing, text, width, side, font)
    assert passing == drawn(lettering.line, text, width, side, font)


@QUIET
@given(text=SENTENCES.filter(bool), font=st.sampled_from([TABULAR, BOLD]))
def test_signs_that_stand_alone_are_together_as_wide_as_their_text(
    qapp: QApplication, text: str, font: QFont
) -> None:
    signs = lettering.signs_of(font)
    assert signs is not None
    wide = signs.width(text)
    assert wide is not None
    assert abs(wide - QFontMetricsF(font).horizontalAdvance(text)) < 0.1


@QUIET
@given(text=NUMBERS.filter(bool), size=st.sampled_from(["small", "body", "title"]))
def test_a_number_is_as_wide_as_its_text(qapp: QApplication, text: str, size: str) -> None:
    font = theme.load("night").metrics.font(size, bold=True, tabular=True)
    signs = lettering.signs_of(font)
    assert signs is not None
    wide = signs.width(text)
    assert (wide is not None) == (set(text) <= set("0123456789,+−± ·"))
    if wide is not None:
        metrics = QFontMetricsF(font)
        assert abs(wide - metrics.horizontalAdvance(text)) < 0.1


@QUIET
@given(
    numbers=st.lists(st.integers(-99_999, 999_999_999), min_size=1, max_size=2),
    digits=st.randoms(use_true_random=False),
    font=st.sampled_from([METRICS.font(size, bold=True, tabular=True) for size in METRICS.text]),
    key=st.sampled_from(["tiles.yesterday", ""]),
    language=st.sampled_from(LANGUAGES),
)
def test_tabular_texts_that_differ_in_their_digits_are_equally_wide(
    qapp: QApplication, numbers: list[int], digits: Random, font: QFont, key: str, language: str
) -> None:
    texts = [say(key, language, count=one) if key else f"{one:+,}" for one in numbers]
    text = " · ".join(texts)
    other = "".join(digits.choice("0123456789") if sign.isdigit() else sign for sign in text)
    assert lettering.as_wide(text) == lettering.as_wide(other)
    assert lettering.width(text, font) == lettering.width(other, font)
