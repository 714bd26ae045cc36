"""The snapshot format: read, write and check a street folder to the letter of its contract."""
