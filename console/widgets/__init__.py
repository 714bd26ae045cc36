"""Widgets: one control or canvas a file, with its gestures."""
