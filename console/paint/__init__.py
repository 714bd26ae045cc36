"""Look: theme, icons and the functions that draw a scene; the one place colours meet data."""
