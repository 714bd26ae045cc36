"""What keeps a wall on its screen, and the line on which console and wall talk."""
