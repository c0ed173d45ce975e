"""What many reports say together: counts and lists, never a ranking."""
