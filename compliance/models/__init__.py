from compliance.models.adjustment import Adjustment, ExtensionRequest, Leave
from compliance.models.agreed import AgreedPair
from compliance.models.assignment import Assignment, EvidenceUse
from compliance.models.audience import Audience, AudienceRule
from compliance.models.audit import AuditExport, AuditFile
from compliance.models.bulk import BulkAdjustment
from compliance.models.counter import Counter
from compliance.models.duty import DutyGate
from compliance.models.ladder import Ladder, Rung
from compliance.models.membership import Membership, MembershipUnit
from compliance.models.reminder import CalendarAddress, Letter, Reminder, ReminderPolicy, ReminderTemplate, TurnedOff
from compliance.models.requirement import Requirement, Terms, TermsCourse
from compliance.models.saved_view import Report, ReportReader, ReportSent, SavedView
from compliance.models.snag import Snag

__all__ = [
    "Adjustment",
    "AgreedPair",
    "Assignment",
    "Audience",
    "AudienceRule",
    "AuditExport",
    "AuditFile",
    "BulkAdjustment",
    "CalendarAddress",
    "Counter",
    "DutyGate",
    "EvidenceUse",
    "ExtensionRequest",
    "Ladder",
    "Leave",
    "Letter",
    "Membership",
    "MembershipUnit",
    "Reminder",
    "ReminderPolicy",
    "ReminderTemplate",
    "Report",
    "ReportReader",
    "ReportSent",
    "Requirement",
    "Rung",
    "SavedView",
    "Snag",
    "Terms",
    "TermsCourse",
    "TurnedOff",
]
