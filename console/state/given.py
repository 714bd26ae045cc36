"""What every view is given: the session, the selection and the look, one of each a window."""

from __future__ import annotations

from typing import TypedDict

from console.state.look import Look
from console.state.selection import Selection
from console.state.session import Session


class Given(TypedDict):
    """To be spread into a view's constructor: `XView(**given)`."""

    session: Session
    selection: Selection
    look: Look
