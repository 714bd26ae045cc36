"""What every view is given: session, selection, look and what the filter keeps, one each."""

from __future__ import annotations

from typing import TypedDict

from console.state.kept import Keeping
from console.state.look import Look
from console.state.selection import Selection
from console.state.session import Session


class Given(TypedDict):
    """To be spread into a view's constructor: `XView(**given)`."""

    session: Session
    selection: Selection
    look: Look
    keeping: Keeping
