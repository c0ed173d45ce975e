"""The interview: `engine` is its state without any I/O, `terminal` asks on a line-based terminal."""
