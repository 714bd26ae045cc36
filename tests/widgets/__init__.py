"""Claims about widgets."""
