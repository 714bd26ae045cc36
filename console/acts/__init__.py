"""What commands do, a file for each thing they act upon; `table` has them all."""

from __future__ import annotations

from collections.abc import Callable

Act = Callable[[], object]
"""One act: what a command runs."""
