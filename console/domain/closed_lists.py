"""The closed lists of the snapshot contract whose words are kept as codes, in order of code."""

from __future__ import annotations

OCCUPANCIES = ("owner", "rented", "lent", "vacant", "shared", "business", "unknown")
LAYOUTS = ("surveyed", "inferred", "guessed")
SEXES = ("f", "m")
REGISTRATIONS = ("local", "incoming", "overseas", "unknown")
ANCHOR_KINDS = ("arrival", "door", "last_exposure", "order")
BASEMAP_LAYERS = ("boundary", "road", "water", "green", "rail", "landmark")
