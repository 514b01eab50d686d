"""The verbs of this room. Each is one transaction; arguments by keyword."""

from people.actions.district import (
    Twice,
    add_holiday,
    change_profile,
    note_change,
    remove_holiday,
    save_calendar,
)
from people.actions.invitations import CannotInvite, claim_invitation, invite, withdraw
from people.actions.merges import CannotMerge, merge_people, undo_merge
from people.actions.moves import CannotMove, MovedSince, move_person, take_back_move
from people.actions.persons import AlreadyHere, add_person, change_email, end_person, keep_person
from people.actions.roles import end_role, grant_role, sync_groups
from people.actions.roster import (
    NeedsYes,
    RosterChanged,
    apply_roster,
    check_roster,
    discard_roster,
    look_again,
)
from people.actions.undo import plan_undo, undo_roster

__all__ = [
    "AlreadyHere",
    "CannotInvite",
    "CannotMerge",
    "CannotMove",
    "MovedSince",
    "NeedsYes",
    "RosterChanged",
    "Twice",
    "add_holiday",
    "add_person",
    "apply_roster",
    "change_email",
    "change_profile",
    "check_roster",
    "claim_invitation",
    "discard_roster",
    "end_person",
    "end_role",
    "grant_role",
    "invite",
    "keep_person",
    "look_again",
    "merge_people",
    "move_person",
    "note_change",
    "plan_undo",
    "remove_holiday",
    "save_calendar",
    "sync_groups",
    "take_back_move",
    "undo_merge",
    "undo_roster",
    "withdraw",
]
