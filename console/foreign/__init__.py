"""Files that others made, read in a short-lived process of their own, within limits."""
