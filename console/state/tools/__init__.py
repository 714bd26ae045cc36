"""The map's tools: what is being traced on the map, and what a trace measures or catches."""
