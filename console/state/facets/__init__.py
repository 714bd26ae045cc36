"""Facets: the values of a street by which it can be filtered, with their counts."""
