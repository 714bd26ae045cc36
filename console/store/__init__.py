"""The street in memory: DuckDB for questions, code arrays for what the screen works on."""
