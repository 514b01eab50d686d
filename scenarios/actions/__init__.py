"""What can be done with a conversation: keyword-only verbs, one transaction each."""

from scenarios.actions.admitting import admit_provisionally, begin_calibration, name_outsider, score_sample
from scenarios.actions.again import try_again_from
from scenarios.actions.anew import write_anew
from scenarios.actions.commenting import drop_comment, keep_comment
from scenarios.actions.disputing import dispute_score
from scenarios.actions.handing_in import finish_practice, hand_in_conversation
from scenarios.actions.marking import hand_back, renew_lease, send_score, take_lease
from scenarios.actions.moves import chosen_place, draft_place, make_move, make_reply
from scenarios.actions.purge import purge_practice
from scenarios.actions.rescoring import agree_to_lower, leave_as_it_is, look_again, score_again

__all__ = [
    "admit_provisionally",
    "agree_to_lower",
    "begin_calibration",
    "chosen_place",
    "dispute_score",
    "draft_place",
    "drop_comment",
    "finish_practice",
    "hand_back",
    "hand_in_conversation",
    "keep_comment",
    "leave_as_it_is",
    "look_again",
    "make_move",
    "make_reply",
    "name_outsider",
    "purge_practice",
    "renew_lease",
    "score_again",
    "score_sample",
    "send_score",
    "take_lease",
    "try_again_from",
    "write_anew",
]
