"""``python -m lokmin.cli``."""

import sys

from lokmin.cli import main

sys.exit(main())
