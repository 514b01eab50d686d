"""What can be done with a conversation: keyword-only verbs, one transaction each."""

from scenarios.actions.marking import hand_back, renew_lease, send_score, take_lease
from scenarios.actions.purge import purge_practice
from scenarios.actions.replies import hand_in_reply, make_reply

__all__ = [
    "hand_back",
    "hand_in_reply",
    "make_reply",
    "purge_practice",
    "renew_lease",
    "send_score",
    "take_lease",
]
