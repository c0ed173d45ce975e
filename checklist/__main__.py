"""`python -m checklist` is the same as the command `checklist`."""

from checklist.cli import main

if __name__ == "__main__":
    main()
