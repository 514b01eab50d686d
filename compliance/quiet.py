"""May a letter arrive at this moment? Plain Python."""

import datetime as dt
from zoneinfo import ZoneInfo

from compliance.reminding import awake
from people.duty import Hours, NeverOnDuty, on_duty


def is_awake(moment: dt.datetime, hours: Hours, paid_time_only: bool, zone: ZoneInfo) -> bool:
    try:
        return on_duty(moment, awake(hours, paid_time_only=paid_time_only), zone)
    except NeverOnDuty:
        return False
