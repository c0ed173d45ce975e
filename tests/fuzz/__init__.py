"""Fuzzing: whatever stands in a file, nothing but findings comes out."""
