"""Names from when a conversation was one reply."""

from scenarios.actions.handing_in import hand_in_conversation as hand_in_reply
from scenarios.actions.moves import draft_place, make_reply

__all__ = ["draft_place", "hand_in_reply", "make_reply"]
