"""Opening a building's section and hovering over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from console.bench.goals import goal_ms
from console.bench.pointer import Pointer
from console.bench.rounds import Act, Peer
from console.bench.section_peer import graphics_of
from console.bench.stage import Stage
from console.bench.towers import TOWERS, with_towers
from console.domain.records import dataclass
from console.paint import theme as themes
from console.state.section.scene import build_section
from console.state.situation import Fill
from console.store.columns import Street
from console.store.frame import frame
from console.widgets.section.canvas import SectionCanvas
from console.widgets.section.layers import SectionContent

_SIZE_PX = (1000, 860)


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
                peers=(Peer("graphics_items", opening.peer, 0.6),),
                goal_ms=goal_ms(name, scale),
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


def hover_section(stage: Stage, scale: str, rounds: int) -> Act | None:
    """The pointer from unit to unit of a section that fills the window; None when it shows none."""
    stage.fill(Fill.SECTION)
    canvas = stage.panels.section.canvas
    scene = canvas.scene
    if scene is None or scene.plan.units < 2:
        return None
    middles = [
        QPointF(x + wide / 2, y + high / 2) - canvas.corner
        for x, y, wide, high in scene.layout.boxes.tolist()
    ]
    seen = [at for at in middles if canvas.rect().contains(at.toPoint())]
    pointer = Pointer(stage, canvas, [seen[turn * 7 % len(seen)] for turn in range(len(seen))])

    def whole() -> None:
        canvas.picture.forget()
        canvas.repaint()

    return Act(
        name="hover_section",
        ours=pointer.move,
        before=pointer.aim,
        floor=whole,
        floor_name="repaint",
        goal_ms=goal_ms("hover_section", scale),
        floor_gate=0.1,
        rounds=rounds,
        counters=pointer.counted,
    )
