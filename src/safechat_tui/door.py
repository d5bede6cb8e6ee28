"""Starts the program as fast as it can be: `python -I -S door.py`, for a server that keeps sessions ready.

Neither the module machinery of `python -m` nor Python's own search for packages goes before a session that a
parent takes over; where there is none, that search is made up for and the program starts as ever.
"""

import sys

sys.path.append(__file__.rpartition("/safechat_tui/")[0])

from safechat_tui.__main__ import main

sys.exit(main())
