"""What commands do, a file for each thing they act upon; `table` has them all."""
