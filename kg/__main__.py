"""``python -m kg`` and the command ``kg``: the door, which is quick to open and to close."""

from __future__ import annotations

import atexit
import gc
import os
import sys

__all__ = ["main"]

#: What Ctrl-C ends with, as shells have it.
_STOPPED = 130
#: What is written is for its owner and the group that the umask allows, never for everybody on the machine.
_NOT_OTHERS = 0o007
#: How many more things may be made than are given back before the collector looks for circles. What a
#: start and a document make stays, some 200,000 things: walking through them took a tenth of a second.
_CONTAINERS = 500_000


def main() -> None:
    """Run the command line; Ctrl-C ends it with one sentence, even while it is being loaded."""
    os.umask(os.umask(_NOT_OTHERS) | _NOT_OTHERS)
    gc.set_threshold(_CONTAINERS)
    atexit.register(gc.freeze)  # at the end memory goes back as a whole, without a last search
    try:
        from kg.cli.app import main as run  # what takes a second stands inside the try

        run()
    except KeyboardInterrupt:
        sys.stderr.write("kg: dihentikan; tidak ada yang tertulis setengah. / stopped.\n")
        sys.exit(_STOPPED)


if __name__ == "__main__":
    main()
