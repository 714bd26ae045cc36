"""The filter, clicked and dragged, beside engines that count the same columns."""
