"""The expression's state: what is typed and what it keeps, and the filters that are saved."""
