"""A sheet for people: headings and the words of closed lists in their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pyarrow as pa

from console.domain import packs
from console.domain.column_titles import title
from console.domain.words import say
from console.export.sheet import Sheet

_ROOMS = {
    "state": "lists.state",
    "sex": "card.sex",
    "occupancy": "section.occupancy",
    "registration": "facet.registration",
}
"""Where the words of some columns stand."""


def in_words(taken: Sheet, scenario: str, language: str) -> Sheet:
    """The sheet with its columns called in words; two that would be called the same keep a name.

    States, occupancy, classes, rules and tags are said in words too; what the scenario pack does
    not know stays as it is.
    """
    names, columns = [], []
    for name in taken.table.column_names:
        heading = title(name, taken.what, language)
        names.append(heading if heading not in names else f"{heading} {name}")
        columns.append(_said(name, taken.table[name], scenario, language))
    own = tuple(taken.table.column_names)
    return replace(taken, table=pa.table(columns, names=names), names=own)


def _said(name: str, column: pa.ChunkedArray, scenario: str, language: str) -> pa.ChunkedArray:
    pack = packs.load(scenario)
    if name in _ROOMS and pa.types.is_string(column.type):
        room = _ROOMS[name]
        return _mapped(column, lambda word: say(f"{room}.{word}", language))
    if name in ("category", "class"):
        return _labelled(column, {one.key: one.label for one in pack.classes}, language)
    if name == "rule":
        return _labelled(column, {key: one.label for key, one in pack.rules.items()}, language)
    if name == "tags" and pa.types.is_list(column.type):
        labels = {key: one.label for key, one in pack.tags.items()}
        told = [
            None if tags is None else [_label(labels, tag, language) for tag in tags]
            for tags in column.to_pylist()
        ]
        return pa.chunked_array([pa.array(told, pa.list_(pa.string()))])
    return column


Labels = Mapping[str, Mapping[str, str]]


def _labelled(column: pa.ChunkedArray, labels: Labels, language: str) -> pa.ChunkedArray:
    return _mapped(column, lambda word: _label(labels, word, language))


def _label(labels: Labels, word: str, language: str) -> str:
    return labels[word][language] if word in labels else word


def _mapped(column: pa.ChunkedArray, said: Callable[[str], str]) -> pa.ChunkedArray:
    """A column of words that recur, each of them said once; a word without a sentence stays."""
    coded = column.combine_chunks().dictionary_encode()
    told = []
    for word in coded.dictionary.to_pylist():
        try:
            told.append(said(word))
        except (KeyError, TypeError):
            told.append(word)
    return pa.chunked_array([pa.array(told, pa.string()).take(coded.indices)])
