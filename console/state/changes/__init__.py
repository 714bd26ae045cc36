"""What changed between two snapshots: as lists, by place, and as files."""
