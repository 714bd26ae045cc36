"""Claims about paint."""
