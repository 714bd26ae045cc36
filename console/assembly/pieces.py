"""The pieces of the window, each over turns of its event loop: read in, made, put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.acts.page_sources import PageSources
    from console.acts.table import Parts
    from console.assembly.joins import Joins
    from console.assembly.panels import Panels
    from console.assembly.running import Console
    from console.state.marking import Marking
    from console.state.pages.order import What
    from console.widgets.drag_handle import DragHandle

Turns = Iterator[None]


def _locator(console: Console, panels: Panels) -> Turns:
    from console.state.expression.saved import FILTERS, SavedFilters
    from console.state.locator import Locator
    from console.views.locator_view import LocatorView

    yield
    panels.saved = SavedFilters(console.preferences.folder / FILTERS, panels)
    panels.locator = Locator(
        session=console.session,
        look=console.look,
        situation=panels.situation,
        parent=panels,
    )
    panels.finder = LocatorView(locator=panels.locator, look=console.look)
    panels.finder.place_asked.connect(console.navigator.go)
    console.window.top_bar.put_locator(panels.finder)
    console.window.top_bar.follow(panels.live)


def _tiles(console: Console, panels: Panels) -> Turns:
    from console.views.tiles_view import TilesView

    yield
    panels.tiles = TilesView(**panels.given)
    centre = console.window.centre
    centre.put_tiles(panels.tiles)
    centre.lowered.connect(panels.tiles.make_low)
    panels.tiles.make_low(centre.is_low)


def _filter_bar(console: Console, panels: Panels) -> Turns:
    from console.acts.expressions import ExpressionActs
    from console.views.expression_view import ExpressionView
    from console.views.filter_bar_view import FilterBarView

    yield
    panels.filter_bar = FilterBarView(**panels.given)
    console.window.centre.put_filter_bar(panels.filter_bar)
    panels.expression = ExpressionView(**panels.given, coordinator=panels.coordinator)
    panels.filter_bar.put_field(panels.expression)
    panels.of_expression = ExpressionActs(
        window=console.window,
        look=console.look,
        view=panels.expression,
        saved=panels.saved,
    )


def _lists(console: Console, panels: Panels) -> Turns:
    from console.views.lists_view import ListsView

    yield
    panels.lists = ListsView(
        **panels.given,
        coordinator=panels.coordinator,
        preferences=console.preferences,
    )
    yield
    console.window.docks["lists"].setWidget(panels.lists)


def _legend(console: Console, panels: Panels) -> Turns:
    from console.views.facets_view import FacetsView

    yield
    panels.legend = FacetsView(**panels.given, preferences=console.preferences)
    yield
    console.window.docks["legend"].setWidget(panels.legend)


def _estate(console: Console, panels: Panels) -> Turns:
    from console.views.estate_view import EstateView

    yield
    panels.estate = EstateView(**panels.given)
    yield
    console.window.centre.put_estate(panels.estate)


def _card(console: Console, panels: Panels) -> Turns:
    from console.views.card_view import CardView

    yield
    panels.card = CardView(**panels.given, coordinator=panels.coordinator)
    yield
    console.window.docks["card"].setWidget(panels.card)


def _days(console: Console, panels: Panels) -> Turns:
    from console.views.day_view import DayView

    yield
    panels.days = DayView(**panels.given, replay=panels.replay, timeline=panels.timeline)
    yield
    console.window.docks["days"].setWidget(panels.days)


def _charts(console: Console, panels: Panels) -> Turns:
    from console.views.charts_view import ChartsView

    yield
    panels.charts = ChartsView(**panels.given)
    console.window.docks["charts"].setWidget(panels.charts)
    panels.live.changed.connect(panels.show_live)


def _section(console: Console, panels: Panels) -> Turns:
    from console.views.section_view import SectionView

    yield
    panels.section = SectionView(**panels.given)
    yield
    centre = console.window.centre
    centre.put_section(panels.section)
    centre.lowered.connect(panels.section.head.facts.make_low)
    panels.section.head.facts.make_low(centre.is_low)
    console.navigator.attach(console.map, panels.section)


def _on_map(_: Console, panels: Panels) -> Turns:
    panels.on_map.warm()
    yield
    panels.on_map.make_layers(panels.coordinator)
    yield
    panels.on_map.make()


def _wall(console: Console, panels: Panels) -> Turns:
    from console.acts.wall import WallActs

    yield
    panels.of_wall = WallActs(**panels.given, window=console.window)


def _acts(console: Console, panels: Panels) -> Turns:
    from console.acts.drags import DragActs
    from console.acts.outgoing import OutgoingActs
    from console.acts.pages import PageActs
    from console.acts.table import Acts
    from console.assembly.joins import Joins
    from console.state.outgoing import Outgoing

    yield
    joins = Joins(console, panels.estate, panels.section, panels.card)
    joins.join_lists(panels.tiles, panels.lists, panels.legend, panels.filter_bar)
    panels.outgoing = OutgoingActs(
        **panels.given,
        window=console.window,
        streets=panels.streets,
        lists=panels.lists,
        outgoing=Outgoing(panels.coordinator, panels),
        marking=_marking(console, panels),
        zoom=joins.zoom,
    )
    panels.pages = PageActs(
        window=console.window,
        look=console.look,
        sources=_sources(console, panels),
        outgoing=panels.outgoing,
    )
    panels.drags = DragActs(
        window=console.window,
        sources=panels.pages.sources,
        outgoing=panels.outgoing,
        handles=_drag_handles(console, panels),
    )
    joins.join_charts(panels.charts, panels.days)
    panels.acts = Acts(_parts(console, panels, joins))


IN_TURN: tuple[Callable[[Console, Panels], Turns], ...] = (
    *(_locator, _tiles, _filter_bar, _lists, _legend, _estate, _card, _days, _charts),
    *(_section, _on_map, _wall, _acts),
)
"""What comes after the first map, in its order."""


def _parts(console: Console, panels: Panels, joins: Joins) -> Parts:
    """Everything that commands act upon."""
    from console.acts.table import Parts

    return Parts(
        session=console.session,
        selection=console.selection,
        look=console.look,
        navigator=console.navigator,
        filtering=console.keeping.filtering,
        live=panels.live,
        replay=panels.replay,
        timeline=panels.timeline,
        preferences=console.preferences,
        streets=panels.streets,
        locator=panels.finder,
        window=console.window,
        zoom=joins.zoom,
        pair=joins.open_pair,
        list_scope=panels.lists.page.next_scope,
        of_map=panels.on_map.acts,
        of_outgoing=panels.outgoing,
        of_pages=panels.pages,
        of_expression=panels.of_expression,
        of_wall=panels.of_wall,
    )


def _marking(console: Console, panels: Panels) -> Marking:
    """What holds the marks of what changed; map and section show them."""
    from console.assembly.marked_places import MarkedMap, MarkedSection
    from console.state.marking import Marking

    marking = Marking(console.session, panels)
    MarkedMap(marking, console.map.canvas, panels)
    MarkedSection(marking, panels.section.canvas, panels)
    return marking


def _sources(console: Console, panels: Panels) -> PageSources:
    """What of a console's window can leave as pages."""
    from console.acts.page_sources import PageSources

    return PageSources(
        selection=console.selection,
        keeping=console.keeping,
        look=console.look,
        map_view=console.map,
        layers=panels.on_map.acts.layers,
        section=panels.section,
        lists=panels.lists,
        charts=panels.charts,
        card=panels.card,
        marking=panels.outgoing.marking,
        parent=panels,
    )


def _drag_handles(console: Console, panels: Panels) -> dict[What, DragHandle]:
    """What is dragged out of the window, by its pane; a click on one asks for a file instead."""
    handles: dict[What, DragHandle] = {
        "map": console.map.aside.zoom.drag_handle,
        "section": panels.section.head.drag_handle,
        "list": panels.lists.page.bar.drag_handle,
    }
    handles["map"].clicked.connect(partial(panels.pages.ask_of, "map"))
    handles["section"].clicked.connect(partial(panels.pages.ask_of, "section"))
    handles["list"].clicked.connect(panels.outgoing.export_list)
    return handles
