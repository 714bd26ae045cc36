"""The bench: floor kernel, ours and peer, in turn, on the same data."""
