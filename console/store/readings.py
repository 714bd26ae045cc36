"""How each Chinese character is read, kept from the dictionary so that few starts import it.

The dictionary takes 12 MB and a fifth of a second, most of which would hold up the window's thread
too: another process reads it. What is kept takes a fortieth, and is only believed under its own
hash; it stands under a name that says which dictionary it was made of.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from console.domain import whole
from console.domain.records import dataclass
from console.store import cache

_NAME, _FORMAT = "readings", 1
_KEEP = "import sys; from console.store import readings; readings.keep(sys.argv[1])"
_PATIENCE_S = 60
_HASH, _COUNT, _CODE, _KIND = 32, "<u4", "<u4", "<u2"

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """`codes` uint32[n] are the characters, ascending; `kinds` uint16[n] say which of `sounds`.

    Each of `sounds` holds all readings of a character, without tones, by commas: "chong,zhong".
    """

    codes: Codes
    kinds: Kinds
    sounds: tuple[str, ...]

    def of(self, character: str) -> tuple[str, ...] | None:
        """The readings of a character; None where it is none of the dictionary's."""
        code = np.uint32(ord(character))
        at = int(np.searchsorted(self.codes, code))
        if at == len(self.codes) or self.codes[at] != code:
            return None
        return tuple(self.sounds[self.kinds[at]].split(","))


def known() -> Readings:
    """Those kept before; else made from the dictionary, here where the disk keeps nothing."""
    file = _file()
    kept = _read(file)
    if kept is None:
        _keep_apart(file)
        kept = _read(file)
    return kept or _made()


def keep(file: str) -> None:
    """Make them from the dictionary, and keep them in a file as far as the disk allows it."""
    _write(Path(file), _made())


def _keep_apart(file: Path) -> None:
    """Have another process keep them: here the dictionary would never leave the memory."""
    command = [sys.executable, "-P", "-c", _KEEP, str(file)]
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _file() -> Path:
    """Where they are kept: a place of its own for each edition of the dictionary."""
    found = find_spec("pypinyin")
    assert found is not None
    assert found.origin is not None
    stat = Path(found.origin).stat()
    return cache.home().parent / f"{_NAME}-{_FORMAT}-{stat.st_mtime_ns:x}-{stat.st_size:x}"


def _made() -> Readings:
    """Out of the dictionary, which this imports."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.constants import PINYIN_DICT

    codes = sorted(PINYIN_DICT)
    read = [",".join(dict.fromkeys(map(_plain, PINYIN_DICT[one].split(",")))) for one in codes]
    sounds = {sound: kind for kind, sound in enumerate(dict.fromkeys(read))}
    kinds = np.array([sounds[one] for one in read], np.uint16)
    return Readings(np.array(codes, np.uint32), kinds, tuple(sounds))


def _plain(syllable: str) -> str:
    """A syllable without tone marks; ü is typed v."""
    spelled = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(one for one in spelled if "a" <= one <= "z")


def _read(file: Path) -> Readings | None:
    """What is kept in a file; None where there is none or it is not as it was written."""
    try:
        content = memoryview(file.read_bytes())
    except OSError:
        return None
    body = content[_HASH:]
    if len(body) < np.dtype(_COUNT).itemsize or hashlib.sha256(body).digest() != content[:_HASH]:
        return None
    size = int(np.frombuffer(body, _COUNT, 1)[0])
    codes = np.frombuffer(body, _CODE, size, np.dtype(_COUNT).itemsize)
    kinds = np.frombuffer(body, _KIND, size, np.dtype(_COUNT).itemsize + codes.nbytes)
    texts = body[np.dtype(_COUNT).itemsize + codes.nbytes + kinds.nbytes :]
    return Readings(codes, kinds, tuple(bytes(texts).decode().split("\n")))


def _write(file: Path, readings: Readings) -> None:
    """Keep them, whole or not at all; without room for them they are made anew each time."""
    body = b"".join(
        (
            np.array([len(readings.codes)], _COUNT).tobytes(),
            readings.codes.astype(_CODE).tobytes(),
            readings.kinds.astype(_KIND).tobytes(),
            "\n".join(readings.sounds).encode(),
        )
    )
    with suppress(OSError):
        whole.put(file, hashlib.sha256(body).digest() + body, flushed=False)
        for other in file.parent.glob(f"{_NAME}-*"):
            if other != file:
                other.unlink()
