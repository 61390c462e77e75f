"""`python -m samsyn` is the same as `samsyn`."""

import sys

from samsyn.command import main

sys.exit(main())
