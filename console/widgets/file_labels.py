"""The labels of Qt's own file dialog, which its translation leaves in English."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from console.domain import words

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "look_in",
    QFileDialog.DialogLabel.FileName: "name",
    QFileDialog.DialogLabel.FileType: "format",
}


def label_in(dialog: QFileDialog, language: str) -> None:
    """Let a file dialog say in a language where it looks, for what name, in which format."""
    for label, key in _LABELS.items():
        dialog.setLabelText(label, words.say(f"outgoing.label.{key}", language))
