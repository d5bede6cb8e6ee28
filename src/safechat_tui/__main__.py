"""Lets `python -m safechat_tui` do what `safechat` does."""

import sys

from safechat_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
