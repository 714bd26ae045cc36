"""Claims about snapshot."""
