"""The map as a control: drawn in steps, moved, picked and explained."""
