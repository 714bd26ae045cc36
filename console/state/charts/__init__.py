"""The charts: what each shows, and what their gestures mean."""
