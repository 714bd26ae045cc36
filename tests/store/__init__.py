"""Claims about store."""
