"""The columns that stand beside people and episodes: who, state, day k of n, the last day."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from console.domain import packs
from console.domain.clock import State, days_done
from console.domain.masking import mask_name
from console.export.masked import mask_texts
from console.export.rows import person_of
from console.export.source import Source
from console.export.taken import Columns, days, midnights, numbers, taken, words_at
from console.store.ages import ages
from console.store.columns import I32, I64, MISSING

STATE_WORDS = tuple(state.name.lower() for state in State)


def of_people(source: Source, people: I32) -> Columns:
    """Age, state and clock of residents by the episode each shows, and the class of the active."""
    frame, residents = source.frame, source.street.residents
    age = ages(residents.born[people], frame.today)
    category = frame.category[people]
    classes = [one.key for one in packs.load(source.street.scenario).classes]
    shown = frame.shown[people]
    return {
        "age": pa.array(age, mask=age < 0).cast(pa.int16()),
        "state": words_at(STATE_WORDS, frame.state[people], np.ones(len(people), np.bool_)),
        "category": words_at(classes, category, category != MISSING),
        **clock(source, shown),
        "episode_id": taken(source.street.details.id, shown),
    }


def of_episodes(source: Source, episodes: I32) -> Columns:
    """Whose an episode is, its state, class and clock."""
    frame, details = source.frame, source.street.details
    classes = [one.key for one in packs.load(source.street.scenario).classes]
    every = np.ones(len(episodes), np.bool_)
    return {
        "name": names(source, source.street.episodes.resident[episodes]),
        "state": words_at(STATE_WORDS, frame.episode_state[episodes], every),
        "class": words_at(classes, details.category[episodes], every),
        **clock(source, episodes),
    }


def clock(source: Source, episodes: I32) -> Columns:
    """Day k of n, first and last day and when it is complete; null without an episode (-1)."""
    frame, stays = source.frame, source.street.episodes
    there = episodes >= 0
    begun = np.zeros(len(episodes), np.bool_)
    begun[there] = frame.episode_state[episodes[there]] != State.PLANNED
    done = days_done(stays, frame.today)
    last = np.zeros(len(episodes), np.int32)
    last[there] = stays.last_day[episodes[there]]
    return {
        "day": numbers(done, np.where(begun, episodes, -1), pa.int32()),
        "of": numbers(stays.length, episodes, pa.int32()),
        "first_day": days(stays.first_day, episodes),
        "last_day": days(stays.last_day, episodes),
        "complete_from": midnights(last + 1, there, source.zone),
    }


def names(source: Source, people: I32) -> pa.Array:
    """The names of residents as they may leave, null for -1 and where there is no such table."""
    table = source.tables.get("residents")
    if table is None:
        return pa.nulls(len(people), pa.string())
    told = _names(source, people)
    if not source.masked:
        return told
    return mask_texts(pa.chunked_array([told]), mask_name)


def real_names(source: Source, name: str, rows: I64) -> pa.Array:
    """The unmasked names of whom some rows of a table are about: to be taken out of its notes."""
    return _names(source, person_of(source, name, rows))


def _names(source: Source, people: I32) -> pa.Array:
    """The names of residents in their table, null for -1."""
    there = people >= 0
    rows = np.full(len(people), -1, np.int64)
    rows[there] = source.table_rows("residents", people[there])
    column = source.tables["residents"]["name"]
    return column.take(pa.array(rows, mask=~there)).combine_chunks()
