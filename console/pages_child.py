"""The child that draws pages: takes an order, draws it without a screen, and ends."""

from __future__ import annotations

import errno
import pickle
import sys
from pathlib import Path

from console import binding, process
from console.domain.errors import UserError
from console.foreign.answer import Writer
from console.state.pages.apart import FILE, NO_ROOM


def main() -> int:
    """Draw the order on the input into the working folder; 0 when an answer was written."""
    process.guard()
    order = pickle.load(sys.stdin.buffer)
    binding.bring_in()
    from console.paint.pages.drawing import files_of

    writer = Writer(Path.cwd())
    try:
        files = files_of(order, writer.tell)
        for number, content in enumerate(files):
            Path(FILE.format(number=number)).write_bytes(content)
        writer.say({"files": len(files)})
    except UserError as refused:
        values = {name: str(value) for name, value in refused.values.items()}
        writer.say({"refused": refused.key, "values": values})
    except OSError as refused:
        return NO_ROOM if refused.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
