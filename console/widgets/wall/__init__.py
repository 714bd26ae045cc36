"""The wall's one widget and what it needs of the desktop."""
