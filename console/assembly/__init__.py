"""How views, state and acts become a running console, the map before all else."""
