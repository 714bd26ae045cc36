"""What can leave as pages: map, section, list, charts, card, and the sections of an estate."""
