"""What a list says of people and their episodes, by the key of the column."""

from __future__ import annotations

import numpy as np

from console.domain import instants
from console.domain.clock import Outcome, State
from console.domain.spoken import capped
from console.domain.words import BETWEEN
from console.state.lists.cells import Cells
from console.store.ages import ages
from console.store.columns import MISSING, NO_DAY, REGISTRATIONS, SEXES
from console.store.frame import day_of


def sex(cells: Cells, row: int) -> str:
    """Female or male, "" for neither."""
    code = int(cells.street.residents.sex[row])
    if code == MISSING or SEXES[code] not in ("f", "m"):
        return ""
    return cells.own(f"card.sex.{SEXES[code]}")


def age(cells: Cells, row: int) -> str:
    """Whole years."""
    born = cells.street.residents.born[row : row + 1]
    return "" if born[0] == NO_DAY else str(int(ages(born, cells.frame.today)[0]))


def registration(cells: Cells, row: int) -> str:
    """How somebody is registered."""
    code = int(cells.street.residents.registration[row])
    return "" if code == MISSING else cells.word(f"registration.{REGISTRATIONS[code]}")


def tags(cells: Cells, row: int) -> str:
    """The labels of somebody's tags; a tag the pack does not know stands as it is."""
    street, known = cells.street, cells.pack.tags
    bits = int(street.residents.tags[row])
    held = [tag for bit, tag in enumerate(street.tags) if bits >> bit & 1]
    rare = np.flatnonzero(street.rare.resident == row)
    held += [street.rare.tags[int(street.rare.tag[one])] for one in rare]
    said = (known[tag].label[cells.language] if tag in known else capped(tag) for tag in held)
    return BETWEEN[cells.language].join(said)


def colour_class(cells: Cells, row: int) -> str:
    """The label of the rule group."""
    episode = cells.episode_of(row)
    if episode < 0:
        return ""
    return cells.pack.classes[int(cells.street.details.category[episode])].label[cells.language]


def rule(cells: Cells, row: int) -> str:
    """The label of the rule an episode began under."""
    episode = cells.episode_of(row)
    if episode < 0:
        return ""
    key = cells.street.rules[int(cells.street.details.rule[episode])]
    return cells.pack.rules[key].label[cells.language]


def day(cells: Cells, row: int) -> str:
    """Day k of n."""
    episode = cells.episode_of(row)
    if episode < 0 or cells.frame.episode_state[episode] == State.PLANNED:
        return ""
    k, of = day_of(cells.frame, episode), cells.street.episodes.length[episode]
    return cells.word("day", day=int(k), of=int(of))


def left(cells: Cells, row: int) -> str:
    """Whole days until the last day, of whom is under the clock."""
    episode = cells.episode_of(row)
    if episode < 0 or cells.frame.episode_state[episode] not in (State.ACTIVE, State.DUE):
        return ""
    return str(int(cells.street.episodes.last_day[episode]) - cells.frame.today)


def last(cells: Cells, row: int) -> str:
    """The last day."""
    episode = cells.episode_of(row)
    if episode < 0:
        return ""
    return instants.day_date(int(cells.street.episodes.last_day[episode])).isoformat()


def state(cells: Cells, row: int) -> str:
    """The clock's state."""
    episode = cells.episode_of(row)
    found = State.NONE if episode < 0 else State(int(cells.frame.episode_state[episode]))
    return cells.word(f"state.{found.name.lower()}")


def anchored(cells: Cells, row: int) -> str:
    """When the clock began."""
    episode = cells.episode_of(row)
    return "" if episode < 0 else cells.moment(int(cells.street.episodes.anchored_us[episode]))


def ended(cells: Cells, row: int) -> str:
    """When an episode ended, where it has by now."""
    return cells.happened(int(cells.street.episodes.ended_us[row]))


def ending(cells: Cells, row: int) -> str:
    """How it ended, where it has by now."""
    episodes = cells.street.episodes
    if episodes.ended_us[row] > cells.frame.as_of_us:
        return ""
    return cells.word(f"ending.{Outcome(int(episodes.outcome[row])).name.lower()}")
