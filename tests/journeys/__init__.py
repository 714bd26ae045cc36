"""Whole journeys through the window: bad input, odd streets, real files, and a monkey."""
