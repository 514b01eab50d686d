from people.models.district import DistrictChange, DistrictProfile, Holiday
from people.models.ending import Ending
from people.models.invitation import Invitation
from people.models.job import DutyCalendar, Job, JobFamily, Level
from people.models.merge import Merge
from people.models.person import Person
from people.models.role import Role, RoleGrant
from people.models.roster_load import RosterLoad
from people.models.trace import Trace
from people.models.unit import Unit

__all__ = [
    "DistrictChange",
    "DistrictProfile",
    "DutyCalendar",
    "Ending",
    "Holiday",
    "Invitation",
    "Job",
    "JobFamily",
    "Level",
    "Merge",
    "Person",
    "Role",
    "RoleGrant",
    "RosterLoad",
    "Trace",
    "Unit",
]
