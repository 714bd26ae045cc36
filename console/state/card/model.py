"""The card: what is known of the place chosen, from a unit's people to the street's situation."""

from __future__ import annotations

from console.domain.spoken import capped
from console.domain.words import say
from console.state.card.blocks import Block, Card, Heading, Sentence, Title
from console.state.card.log import Log, Told, checks_in, log_blocks
from console.state.card.place import building_card, estate_card, street_card
from console.state.card.unit import (
    MOST_PEOPLE,
    people_blocks,
    people_in,
    person_blocks,
    unit_head,
    unit_people,
)
from console.state.lists.linked import figure
from console.state.names import shown_names
from console.state.selection import Place
from console.store.frame import Frame


def card(frame: Frame, place: Place, log: Log, language: str, *, masked: bool = True) -> Card:
    """The blocks of the card for a place; `log` is what is known of a unit's checks and events.

    The figures of building, estate and street are the kept ones' where the frame is narrowed; a
    unit and a person are shown whole.
    """
    if place.unit >= 0 or place.resident >= 0:
        frame = frame.whole or frame
    if place.unit >= 0:
        return unit_card(frame, place, log, language, masked=masked)
    if place.resident >= 0:
        return resident_card(frame, place, language, masked=masked)
    if place.building >= 0:
        return building_card(frame, place.building, language)
    if place.estate >= 0:
        return estate_card(frame, place.estate, language)
    return street_card(frame, language)


def unit_card(frame: Frame, place: Place, log: Log, language: str, *, masked: bool) -> Card:
    """A unit, everybody in it, and what was done and happened there."""
    street, people = frame.street, unit_people(frame, place.unit)
    listed = people[:MOST_PEOPLE]
    names = dict(zip(listed, shown_names(street, listed, masked=masked), strict=True))
    blocks: list[Block] = [*unit_head(street, place.unit, len(people), language)]
    blocks.append(Heading(say("card.here", language), figure(people_in(place.unit, len(people)))))
    blocks += people_blocks(frame, people, names, place, language)
    if not people:
        blocks.append(Sentence(say("card.nobody", language), quiet=True))
    known = {street.residents.id.text(row): name for row, name in names.items()}
    told = Told(frame.as_of_us, street.zone, language, known, checks_in(frame, place.unit))
    return (*blocks, *log_blocks(log, told))


def resident_card(frame: Frame, place: Place, language: str, *, masked: bool) -> Card:
    """Somebody without a place."""
    name = shown_names(frame.street, [place.resident], masked=masked)[0]
    number = capped(frame.street.residents.id.text(place.resident))
    title = Title(say("card.no_place", language), (number,))
    hint = Sentence(say("card.no_place_line", language))
    return (title, hint, *person_blocks(frame, place.resident, name, place, language))
