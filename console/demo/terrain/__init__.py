"""Where the demo street lies: outline, fabric, plots, buildings and homes."""
