"""What a demo street is given: real boundaries, footprints, files and their zones."""
