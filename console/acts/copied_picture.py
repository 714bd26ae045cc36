"""A PNG for the clipboard: handed on as it is, and unpacked only for who asks for its pixels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMetaType, QMimeData
from PySide6.QtGui import QImage

PNG = "image/png"
_PIXELS = "application/x-qt-image"
_SIZE = slice(16, 24)
"""Where a PNG says its width and height, four bytes each."""


class CopiedPicture(QMimeData):
    """A picture as PNG; to unpack a large one takes as long as several frames of the screen."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content
        self.setData(PNG, content)

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        said = self._content[_SIZE]
        return int.from_bytes(said[:4]), int.from_bytes(said[4:])

    @property
    def image(self) -> QImage:
        """Its pixels."""
        return QImage.fromData(self._content)

    def formats(self) -> list[str]:
        """As PNG, and as pixels."""
        return [PNG, _PIXELS]

    def hasFormat(self, mime: str) -> bool:  # noqa: N802
        """Whether it can be had as that."""
        return mime in (PNG, _PIXELS)

    def retrieveData(self, mime: str, kind: QMetaType | QMetaType.Type) -> Any:  # noqa: ANN401, N802
        """The picture in one of its formats."""
        return self.image if mime == _PIXELS else super().retrieveData(mime, kind)
