"""The section's state: a building laid out, who is where, and what is hit."""
