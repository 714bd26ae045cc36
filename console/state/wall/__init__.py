"""What the wall shows: numbers for onlookers, scenes of them, and the order they come in."""
