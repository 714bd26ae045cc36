"""What leaves as data."""
