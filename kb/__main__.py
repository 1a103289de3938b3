"""`python -m kb` is the `kb` command. An interrupt ends it quietly, also while its modules are loaded."""

import sys
from importlib import import_module

INTERRUPTED = 130


def main() -> int:
    """Run the command as typed and give its exit code."""
    try:
        take_interrupts()
        import_module("gc").disable()  # while modules are loaded, of which nothing is garbage
        return int(import_module("kb.commands.main").main())  # loading takes a moment, in which one may come
    except KeyboardInterrupt:
        return INTERRUPTED


def take_interrupts() -> None:
    """Let interrupts come that `build.py` held back while Python started."""
    signal = import_module("signal")  # here, since one may come while it is loaded
    if hasattr(signal, "pthread_sigmask"):  # Windows has none
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


if __name__ == "__main__":
    sys.exit(main())
