"""The demo street: a synthetic street an operations centre would take for its own."""
