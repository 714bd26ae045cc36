"""What the system refuses is told in the reader's own language."""

from __future__ import annotations

import errno
import os

import pytest

from console.domain.reasons import reason

USUAL = ("ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "ENOENT", "EISDIR", "ENOTDIR", "EMFILE")


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_refusal_is_told_in_both_languages(name: str) -> None:
    number = getattr(errno, name)
    said = reason(OSError(number, os.strerror(number)))
    assert not said["zh"].isascii()
    assert said["en"].isascii()


def test_an_unusual_one_is_told_in_the_systems_words() -> None:
    assert reason(OSError(errno.EXDEV, "odd")) == {"zh": "odd", "en": "odd"}
    assert reason(OSError()) == {"zh": "OSError", "en": "OSError"}
