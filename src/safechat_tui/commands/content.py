"""`safechat content`: texts are judged, begun, copied and looked at."""

from __future__ import annotations

from safechat_tui.commands import content_check, content_new, content_preview

COMMANDS = (*content_check.COMMANDS, *content_new.COMMANDS, *content_preview.COMMANDS)
