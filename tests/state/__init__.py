"""Claims about state."""
