"""The counters, the figures and the lists of a day beside the rows that they count."""

import datetime as dt
from collections import Counter as Tally

from compliance.lists import listed
from compliance.matrix import tallies
from compliance.models import Assignment, Counter
from compliance.past_day import past_tallies

SHOWN = ("late", "soon", "open", "waiting", "current", "")


def counters_say_what_rows_say(today: dt.date) -> None:
    counted = Tally()
    for row in Assignment.objects.counted():
        for whose in (row.unit_id, None):  # None: the district's own rows
            counted[whose, row.requirement_id, row.status(today)] += 1
    for grain in Counter.Grain.values:
        if grain == Counter.Grain.DAY:
            summed = Tally()
            for each in Counter.objects.filter(grain=grain):
                word = each.state if today < each.day else each.then
                summed[each.unit_id, each.requirement_id, word] += each.n
            assert {key: n for key, n in summed.items() if n} == dict(counted)
    totals = Tally()
    for (unit, requirement, _word), n in counted.items():
        if unit:
            totals[unit, requirement] += n
    shown = tallies(today, {unit for unit, _asked in totals}, {asked for _unit, asked in totals})
    assert {key: tally.total for key, tally in shown.items()} == dict(totals)
    assert past_tallies(today) == shown  # the figures of a day that is over, had today been over
    for (unit, asked), tally in shown.items():
        lists = {show: listed(today, units=[unit], requirement=asked, show=show).count() for show in SHOWN}
        assert lists == {show: tally.of(show) for show in SHOWN}
