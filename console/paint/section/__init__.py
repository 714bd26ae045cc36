"""The section painted: structure, cells, people, names and pages."""
