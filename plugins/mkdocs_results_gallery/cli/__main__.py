"""``python -m mkdocs_results_gallery.cli``."""

import sys

from mkdocs_results_gallery.cli import main

if __name__ == "__main__":
    sys.exit(main())
