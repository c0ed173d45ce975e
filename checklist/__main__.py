"""`python -m checklist` is the same as the command `checklist`."""

import sys

# Python looks for modules in the current folder first, and would run a `yaml.py` that a stranger
# put there.
if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]

from checklist.cli import main

if __name__ == "__main__":
    main()
