"""Layers made of files that were dropped on the map: what they hold, and how they are shown."""
