"""A snapshot made ready for a process that may not read it: `python -m console.store.prepare DIR`.

The wall's process never opens the columns of names and telephones. This one, which ends at once,
compares every hash, checks every rule, fills the cache, and says in JSON which snapshot it is and
what alarms it holds; or, in a sentence, why it cannot be opened.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console.domain.errors import UserError
from console.domain.reasons import reason
from console.domain.words import LANGUAGES, both
from console.store import cache
from console.store.alarms import packed, read_alarms
from console.store.load import load_street

DONE, FAILED = 0, 2


def prepare(folder: Path) -> dict[str, Any]:
    """The key of a snapshot that is in the cache now, and its alarms; or its fault in words."""
    try:
        street = load_street(folder)
        if cache.damaged(street.key):
            cache.forget(street.key)
            street = load_street(folder)
        alarms = packed(read_alarms(street))
    except UserError as fault:
        return {"fault": {language: fault.say(language) for language in LANGUAGES}}
    except MemoryError:
        return {"fault": both("store.no_memory")}
    except OSError as failed:
        return {"fault": both("store.system_refused", reason=reason(failed))}
    if cache.read(street.key, str(folder)) is None:
        return {"fault": both("wall.no_cache", folder=cache.home())}
    return {"key": street.key, "alarms": alarms}


def main(words: Sequence[str]) -> int:
    """Prepare the one snapshot that is named, and write what came of it to stdout."""
    os.umask(0o077)
    said = prepare(Path(words[0]))
    sys.stdout.write(json.dumps(said, ensure_ascii=True))
    sys.stdout.flush()
    return FAILED if "fault" in said else DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
