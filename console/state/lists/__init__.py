"""The lists' state: which there are, their columns, cells, order, and the table a view shows."""
