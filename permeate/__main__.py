"""`python -m permeate` is `permeate`."""

import sys

from permeate.cli.program import main

sys.exit(main())
