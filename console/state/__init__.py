"""State: what is selected, at which instant, seen how; and who may ask the store."""
