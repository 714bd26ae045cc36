"""The charts: how each is laid out and painted."""
