"""Claims about shell."""
