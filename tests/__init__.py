"""What the console claims, as tests; a folder a floor or room."""
