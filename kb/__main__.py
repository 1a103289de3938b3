"""`python -m kb` is the `kb` command."""

import sys

from kb.commands.main import main

sys.exit(main())
