"""Opening a building's section and hovering over it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene

from console.bench.goals import goal_ms
from console.bench.rounds import Act
from console.bench.stage import Paints, Stage
from console.bench.towers import TOWERS, with_towers
from console.domain.clock import State
from console.paint import theme as themes
from console.paint.marks import QUIET, Mark, mark_pixmap
from console.paint.theme import Theme
from console.state.section_layout import Tier
from console.state.section_scene import SectionScene, build_section
from console.store.columns import Street
from console.store.frame import frame
from console.widgets.section_canvas import SectionCanvas
from console.widgets.section_surface import SectionContent

_SIZE_PX = (1000, 860)
_HOVERS = 8


def open_buildings(street: Street, scale: str, rounds: int) -> list[Act]:
    """A building of 33 × 8 and one of 120 × 12, from its row to pixels."""
    shown = with_towers(street)
    frame_ = frame(shown, shown.as_of_us)
    canvas = SectionCanvas()
    canvas.resize(*_SIZE_PX)
    look = themes.load("night")
    made = []
    for row, tower in enumerate(TOWERS[: len(shown.buildings.id)]):
        content = SectionContent(shown, frame_, row, look, "zh")
        opening = _Opening(canvas, content, QImage(*_SIZE_PX, QImage.Format.Format_RGB32))
        name = f"section_{tower.floors}x{tower.columns}"
        made.append(
            Act(
                name=name,
                ours=opening.ours,
                floor=opening.floor,
                floor_name="fill_and_copy",
                peer=opening.peer,
                peer_name="graphics_items",
                goal_ms=goal_ms(name, scale),
                peer_gate=0.6,
                before=opening.close,
                rounds=rounds,
                counters=opening.counters,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class _Opening:
    """One building, drawn three ways into the same pixels."""

    canvas: SectionCanvas
    content: SectionContent
    image: QImage

    def close(self) -> None:
        """Show nothing, so that the next showing begins from the row."""
        self.canvas.show_content(None)

    def ours(self) -> None:
        """The scene built and painted by the canvas."""
        self.canvas.show_content(self.content)
        self.canvas.render(self.image, QPoint())

    def floor(self) -> None:
        """The pixels filled and copied once."""
        self.image.fill(0)
        self.image.copy()

    def peer(self) -> None:
        """The same scene built and painted as graphics items."""
        content = self.content
        scene = build_section(
            content.street, content.frame, content.building, _SIZE_PX[0], _SIZE_PX[1]
        )
        items = graphics_of(scene, content.theme)
        with_painter = QPainter(self.image)
        items.render(with_painter, QRectF(self.image.rect()), QRectF(self.image.rect()))
        with_painter.end()
        items.clear()

    def counters(self) -> dict[str, int]:
        """What there is to draw."""
        scene = self.canvas.scene
        if scene is None:
            return {}
        return {"units": scene.plan.units, "people": len(scene.people)}


def graphics_of(scene: SectionScene, look: Theme) -> QGraphicsScene:
    """A section as graphics items: a rectangle a unit, a pixmap a person, a text a room number."""
    items = QGraphicsScene()
    pen, ground = QPen(look.chrome.line), QBrush(look.chrome.panel)
    font = QFont(look.metrics.font("small"))
    for number, (x, y, wide, high) in enumerate(scene.layout.boxes.tolist()):
        items.addRect(x, y, wide, high, pen, ground)
        if scene.rooms and scene.places.numbered[number]:
            text = items.addSimpleText(scene.rooms[number], font)
            text.setPos(x + 2, y + 1)
    roles = [one.role for one in scene.pack.classes]
    for person, (x, y, wide, high) in enumerate(scene.places.boxes.tolist()):
        if wide <= 0:
            continue
        role = roles[min(int(scene.people.colour_class[person]), len(roles) - 1)]
        state = State(int(scene.people.state[person]))
        if scene.tier == Tier.MARK:
            items.addRect(x, y, wide, high, QPen(Qt.PenStyle.NoPen), _brush(look, state, role))
        else:
            mark = Mark(state, role) if state != State.NONE else QUIET
            items.addPixmap(mark_pixmap(mark, round(wide), look)).setPos(x, y)
    return items


def _brush(look: Theme, state: State, role: str) -> QBrush:
    colour: QColor = look.classes[role] if state != State.NONE else look.chrome.muted
    return QBrush(colour)


def hover_section(stage: Stage, scale: str, rounds: int) -> Act | None:
    """The pointer from unit to unit of the section on show; None when it shows none."""
    canvas = stage.panels.section.canvas
    scene = canvas.scene
    if scene is None or scene.plan.units < 2:
        return None
    middles = [
        QPointF(x + wide / 2, y + high / 2) - canvas.corner
        for x, y, wide, high in scene.layout.boxes.tolist()
    ]
    seen = [at for at in middles if canvas.rect().contains(at.toPoint())]
    turns = [0]

    def ours() -> None:
        turns[0] += 1
        stage.point(canvas, seen[turns[0] * 7 % len(seen)])
        stage.paint()

    def whole() -> None:
        canvas.picture.forget()
        canvas.repaint()

    return Act(
        name="hover_section",
        ours=ours,
        floor=whole,
        floor_name="repaint",
        goal_ms=goal_ms("hover_section", scale),
        floor_gate=0.1,
        rounds=rounds,
        counters=lambda: Paints(stage).of(ours),
    )
