"""The map's state: viewport, classes, the ground in metres, labels and what is in sight."""
