"""How far two colours lie apart, for every kind of eye: contrast, simulation and CIEDE2000."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

Vector = npt.NDArray[np.float64]

EYES: dict[str, Vector] = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}
"""Linear sRGB as each eye sees it (Machado et al. 2009, severity 1.0; grey by luminance)."""

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
_BEND = 25.0**7


def linear(colour: QColor) -> Vector:
    """Linear sRGB 0 to 1 of an opaque colour (IEC 61966-2-1)."""
    encoded = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    dark, light = sorted(float(_LUMINANCE @ linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def difference(one: QColor, other: QColor, eye: str) -> float:
    """CIEDE2000 between two colours as `eye` (a key of EYES) sees them."""
    return delta_e(*(lab(EYES[eye] @ linear(colour)) for colour in (one, other)))


def lab(rgb: Vector) -> Vector:
    """CIE L*a*b* (D65) of linear sRGB."""
    xyz = _XYZ @ np.clip(rgb, 0, 1) / _WHITE
    root = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def delta_e(one: Vector, other: Vector) -> float:
    """CIEDE2000 of two L*a*b* colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + _BEND))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1 = np.degrees(np.arctan2(b1, a1 * stretch)) % 360
    h2 = np.degrees(np.arctan2(b2, a2 * stretch)) % 360
    turn, hue = (h2 - h1, (h1 + h2) / 2) if c1 * c2 else (0.0, h1 + h2)
    if abs(turn) > 180:
        turn -= np.copysign(360, turn)
        hue += 180 if hue < 180 else -180
    light, mean = (l1 + l2) / 2, (c1 + c2) / 2
    lightness = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    colour = (c2 - c1) / (1 + 0.045 * mean)
    tint = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2) / (1 + 0.015 * mean * _hue(hue))
    return float(np.sqrt(lightness**2 + colour**2 + tint**2 + _rotation(hue, mean) * colour * tint))


def _hue(hue: float) -> float:
    terms = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + float(sum(k * np.cos(np.radians(n * hue + shift)) for k, n, shift in terms))


def _rotation(hue: float, chroma: float) -> float:
    bow = 60 * np.exp(-(((hue - 275) / 25) ** 2))
    return float(-np.sin(np.radians(bow)) * 2 * np.sqrt(chroma**7 / (chroma**7 + _BEND)))
