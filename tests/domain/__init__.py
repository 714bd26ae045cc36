"""Claims about domain."""
