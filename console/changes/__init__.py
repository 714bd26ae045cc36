"""What changed between two snapshots: tables row by row, and what became of people."""
