"""The sizes of terminals for which screens are laid out."""

SIZES = ((60, 20), (60, 40), (72, 22), (80, 24), (80, 50), (100, 30), (120, 40))
