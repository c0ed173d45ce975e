"""The interview: `engine` is its state without any I/O, `terminal` runs it for a person."""
