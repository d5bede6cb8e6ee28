"""One conversation without any screen: what full screens and plain lines both hold."""

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.keeping import Keeping

__all__ = ["Conversation", "Keeping"]
