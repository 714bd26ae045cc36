"""Words: what things are called and the rules they follow, without input or output."""
