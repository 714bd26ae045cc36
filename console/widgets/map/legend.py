"""The map's own legend: what it is shaded by, and the classes with their colours."""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering, theme
from console.paint.theme import Theme
from console.state.map.classes import Classes
from console.state.map.metrics import Metric
from console.widgets.icon_button import IconButton
from console.widgets.map.plate import Plate
from console.widgets.tips import show_plain_tip

_SWATCH_W, _SWATCH_H, _HEIGHT = 14, 12, 28
_FITS = (
    *((True, True, True), (True, False, True), (True, True, False)),
    *((True, False, False), (False, False, False)),
)
"""What a legend has where there is less and less room: classes, button, and the caption."""


@dataclass(frozen=True)
class LegendText:
    """What the strip shows: a caption, and for each class its figures, fill and places.

    The `counts` are told, not shown.
    """

    caption: str
    texts: tuple[str, ...]
    fills: tuple[QColor, ...]
    counts: tuple[int, ...] = field(compare=False)


class ClassStrip(QWidget):
    """The classes side by side: a swatch and its figures each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme.load("night")
        self._language = "zh"
        self._text = LegendText("", (), (), ())
        self._is_captioned = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: LegendText, look: Theme, language: str) -> None:
        """Show other classes."""
        self._theme, self._language = look, language
        self.count(text)
        self.updateGeometry()
        self.update()

    def count(self, text: LegendText) -> None:
        """Tell other counts of the same classes, which are said and not painted."""
        self._text = text
        tips = [self._tip(index) for index in range(len(text.texts))]
        between = "；" if self._language == "zh" else "; "
        self.setAccessibleName(between.join([text.caption, *tips]))

    def sizeHint(self) -> QSize:
        """As wide as its classes."""
        right = self._cells()[-1].right() if self._text.texts else 0
        return QSize(round(right) + 2, round(_HEIGHT * self._theme.metrics.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caption, then swatches with their figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = self._theme.metrics.font("small", tabular=True)
        chrome, scale = self._theme.chrome, self._theme.metrics.scale
        caption = QRectF(0, 0, self._caption_px(), self.height())
        if self._is_captioned:
            lettering.line(painter, caption, self._text.caption, small, chrome.muted)
        for cell, text, fill in zip(self._cells(), self._text.texts, self._text.fills, strict=True):
            high = _SWATCH_H * scale
            swatch = QRectF(cell.left(), (self.height() - high) / 2, _SWATCH_W * scale, high)
            painter.setPen(QPen(chrome.line, 1))
            painter.setBrush(fill)
            painter.drawRoundedRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            box = QRectF(cell).adjusted(_SWATCH_W * scale + 5, 0, 2, 0)
            lettering.line(painter, box, text, small, chrome.ink)

    def event(self, event: QEvent) -> bool:
        """Tell how many places the class under the pointer holds."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for index, cell in enumerate(self._cells()):
                if cell.contains(QPointF(event.pos())):
                    show_plain_tip(self._tip(index), event.globalPos(), self, cell.toRect())
                    return True
        return super().event(event)

    def _tip(self, index: int) -> str:
        text, count = self._text.texts[index], self._text.counts[index]
        return say("map.class_tip", self._language, text=text, count=count)

    def call_by_caption(self, captioned: bool) -> None:
        """Say before the classes what they are of, or not."""
        if captioned != self._is_captioned:
            self._is_captioned = captioned
            self.updateGeometry()
            self.update()

    def _caption_px(self) -> float:
        if not self._is_captioned:
            return 0.0
        return lettering.width(self._text.caption, self._theme.metrics.font("small")) + 1

    def _cells(self) -> list[QRectF]:
        metrics = self._theme.metrics
        font = metrics.font("small", tabular=True)
        left = self._caption_px() + metrics.gap("near") * self._is_captioned
        cells = []
        for text in self._text.texts:
            wide = _SWATCH_W * metrics.scale + 5 + lettering.width(text, font)
            cells.append(QRectF(left, 0, wide, _HEIGHT * metrics.scale))
            left += wide + metrics.gap("near")
        return cells


class MapLegend(Plate):
    """A plate with the metric's menu, the classes, and the button that adjusts them."""

    metric_chosen = Signal(object)
    adjust_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[Metric, bool, LegendText, Theme, str] | None = None
        self.chooser = QToolButton(self)
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.chooser.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.menu = QMenu(self.chooser)
        self._group = QActionGroup(self.menu)
        for metric in Metric:
            action = self.menu.addAction(metric.value)
            action.setData(metric.value)
            action.setCheckable(True)
            self._group.addAction(action)
        self.chooser.setMenu(self.menu)
        self.strip = ClassStrip(self)
        self.adjust = IconButton("settings", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(4)
        row.addWidget(self.chooser)
        row.addWidget(self.strip)
        row.addWidget(self.adjust)
        self._group.triggered.connect(self._chosen)
        self.adjust.clicked.connect(self.adjust_asked)

    def show_metric(
        self, metric: Metric, text: LegendText, look: Theme, language: str, *, of_kept: bool = False
    ) -> bool:
        """Show a metric and its classes; gives whether they may take another room.

        `of_kept` says that it counts only whom a filter keeps.
        """
        said = metric, of_kept, text, look, language
        if said == self._said:
            self.strip.count(text)
            return False
        self._said = said
        self.wear(look)
        room = "metric_kept" if of_kept else "metric"
        for action in self._group.actions():
            action.setText(say(f"map.{room}.{action.data()}", language))
            action.setChecked(action.data() == metric.value)
        self.chooser.setText(f"{say(f'map.{room}.{metric.value}', language)} ▾")
        self.chooser.setAccessibleName(say("map.choose_metric", language))
        self.adjust.call(say("map.adjust", language))
        self.strip.show_text(text, look, language)
        return True

    def fit(self, most_px: int) -> None:
        """Take no more than `most_px`: without the button or the caption, at last the classes."""
        for strip, button, captioned in _FITS:
            self.strip.setVisible(strip)
            self.adjust.setVisible(button)
            self.strip.call_by_caption(captioned)
            if self.sizeHint().width() <= most_px:
                break
        self.resize(self.sizeHint())

    def _chosen(self) -> None:
        action = self._group.checkedAction()
        if action is not None:
            self.metric_chosen.emit(Metric(action.data()))


def legend_text(
    caption: str, classes: Classes, metric: Metric, fills: tuple[QColor, ...], counts: list[int]
) -> LegendText:
    """The strip's text for classes of a metric."""
    whole = metric is not Metric.RATE
    return LegendText(caption, _texts(classes, whole=whole), fills, tuple(counts))


@lru_cache(maxsize=16)
def _texts(classes: Classes, *, whole: bool) -> tuple[str, ...]:
    return tuple(classes.text(index, whole=whole) for index in range(len(classes)))
