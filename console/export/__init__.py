"""What leaves as data: tables, layers and whole snapshots, masked, dated and written whole."""
