"""What can be done with a conversation: keyword-only verbs, one transaction each."""

from scenarios.actions.again import try_again_from
from scenarios.actions.anew import write_anew
from scenarios.actions.handing_in import finish_practice, hand_in_conversation
from scenarios.actions.marking import hand_back, renew_lease, send_score, take_lease
from scenarios.actions.moves import draft_place, make_move, make_reply
from scenarios.actions.purge import purge_practice

__all__ = [
    "draft_place",
    "finish_practice",
    "hand_back",
    "hand_in_conversation",
    "make_move",
    "make_reply",
    "purge_practice",
    "renew_lease",
    "send_score",
    "take_lease",
    "try_again_from",
    "write_anew",
]
