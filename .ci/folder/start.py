"""What the program of the folder runs. Its processes for several jobs begin here, too."""

import multiprocessing

from checklist.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
