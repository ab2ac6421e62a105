"""Rasa's own command line, made to work here: `python -m bot.dialogue.rasa_cli train` for `rasa train`.

Importing this package has put TensorFlow's stand-in in place and switched reporting off, which plain `rasa` would not
have. For development; it logs as Rasa does, words included, so it never serves leaders.
"""

from __future__ import annotations

import sys
import warnings

import bot.dialogue  # noqa: F401  before Rasa


def main() -> None:
    """Hand over to Rasa."""
    # Written by Rasa and its libraries about themselves; nothing here can be done about them.
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message="Deprecated API features detected")
    from rasa.__main__ import main as rasa_main

    sys.argv[0] = "rasa"
    rasa_main()


if __name__ == "__main__":
    main()
