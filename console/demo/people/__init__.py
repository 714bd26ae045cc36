"""Who lives in the demo street."""
