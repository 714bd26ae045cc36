"""Buildings and estates of an area, those without a home too: where nothing else is asked for."""

from __future__ import annotations

import numpy as np

from console.domain.conditions import Condition, Operator
from console.store.columns import I32, Street, Strings
from console.store.kept import Kept, Mask
from console.store.rows import chosen
from console.store.texts import rows_with_any

_AREAS = frozenset({"committee", "estate", "building"})


def rows_of_area(kind: str, street: Street, kept: Kept) -> I32 | None:
    """Rows of buildings or estates where areas alone are asked for; None where more is."""
    areas = kept.conditions and all(
        one.field in _AREAS and one.operator is Operator.IS for one in kept.conditions
    )
    if not areas or kind not in ("buildings", "estates") or not _has_tables(street):
        return None
    within = _buildings if kind == "buildings" else _estates
    masks = [within(street, one) for one in kept.conditions]
    return np.flatnonzero(np.logical_and.reduce(masks)).astype(np.int32)


def _has_tables(street: Street) -> bool:
    """Whether estates and committees are more than ids beside the buildings."""
    return not len(street.bare.estates) and not len(street.bare.committees)


def _buildings(street: Street, condition: Condition) -> Mask:
    if condition.field == "building":
        return _with_ids(street.buildings.id, condition.values)
    return chosen(_estates(street, condition), street.buildings.estate)


def _estates(street: Street, condition: Condition) -> Mask:
    estates = street.estates
    if condition.field == "estate":
        return _with_ids(estates.id, condition.values)
    if condition.field == "committee":
        return chosen(_with_ids(street.committees.id, condition.values), estates.committee)
    held = street.buildings.estate[_with_ids(street.buildings.id, condition.values)]
    return np.isin(np.arange(len(estates.id)), held)


def _with_ids(ids: Strings, values: tuple[str, ...]) -> Mask:
    marked = np.zeros(len(ids), np.bool_)
    marked[rows_with_any(ids, values)] = True
    return marked
