"""The verbs of this room. Each is one transaction, or many small ones that may stop anywhere; arguments by keyword."""

from compliance.actions.adjust import (
    ask_extension,
    extend,
    grant_extension,
    hold,
    overtaken,
    refuse_extension,
    void_adjustment,
    waive,
    withdraw_extension,
)
from compliance.actions.agree import agree_to_pair
from compliance.actions.bulk import adjust_many
from compliance.actions.gates import set_gate
from compliance.actions.holds import end_hold
from compliance.actions.ladders import Step, create_ladder, withdraw_ladder
from compliance.actions.leave import cancel_leave, change_leave, record_leave
from compliance.actions.project import project
from compliance.actions.refresh import (
    advance,
    bring_up,
    nightly,
    rebuild,
    refresh_audience,
    refresh_people,
    refresh_requirement,
    settle,
)
from compliance.actions.requirements import (
    change_audience,
    change_terms,
    create_audience,
    create_requirement,
    retire,
)
from compliance.refusals import Refused

__all__ = [
    "Refused",
    "Step",
    "adjust_many",
    "advance",
    "agree_to_pair",
    "ask_extension",
    "bring_up",
    "cancel_leave",
    "change_audience",
    "change_leave",
    "change_terms",
    "create_audience",
    "create_ladder",
    "create_requirement",
    "end_hold",
    "extend",
    "grant_extension",
    "hold",
    "nightly",
    "overtaken",
    "project",
    "rebuild",
    "record_leave",
    "refresh_audience",
    "refresh_people",
    "refresh_requirement",
    "refuse_extension",
    "retire",
    "set_gate",
    "settle",
    "void_adjustment",
    "waive",
    "withdraw_extension",
    "withdraw_ladder",
]
