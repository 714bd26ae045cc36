"""The card's state: what is said of a unit, a person or a place, block by block."""
