"""The charts as controls."""
