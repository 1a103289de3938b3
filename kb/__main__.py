"""`python -m kb` is the `kb` command. An interrupt ends it quietly, also while its modules are loaded."""

import sys
from importlib import import_module

INTERRUPTED = 130


def main() -> int:
    """Run the command as typed and give its exit code."""
    try:
        return int(import_module("kb.commands.main").main())  # loading takes a moment, in which one may come
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
