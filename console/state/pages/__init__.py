"""Orders for pages that leave the program, and the process that draws them."""
