"""The style guide: every part in every state, so that a change to the look is seen and checked in one place."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from scenarios.channels import act_of, channel_of
from scenarios.confidence import Rated, drawing
from scenarios.diff import compare
from scenarios.marked import notes, pieces
from scenarios.revising import Revision, Told
from scenarios.stage import Head, Line
from scenarios.temper import temper_of
from scenarios.trying import Try, course

COLORS = [
    ("ground", _("the page")),
    ("sheet", _("read, fill in")),
    ("well", _("heads, tracks")),
    ("petrol", _("can be done, is done")),
    ("petrol-wash", _("yours, right")),
    ("board", _("the one dark panel")),
    ("bus", _("look here")),
    ("bus-wash", _("look again")),
    ("brick", _("late, stop")),
    ("brick-wash", _("do not say")),
    ("slate-wash", _("waiting, facts")),
    ("plum-wash", _("empathy marks")),
]
STATUSES = ["not-started", "assigned", "in-progress", "awaiting-score", "returned"]
STATUSES += ["completed", "waived", "overdue", "expired", "on-hold"]
PROFILE = [
    {"label": _("Accurate"), "level": 4, "self_level": 3, "word": _("Strong")},
    {"label": _("Complete"), "level": 3, "self_level": 3, "word": _("Meets")},
    {"label": _("Courteous"), "level": 2, "self_level": 3, "word": _("Partly")},
    {"label": _("Empathy"), "level": 1, "self_level": 2, "word": _("Not yet")},
]
SUM = [
    {"label": "Accurate 3 × 30%", "value": "0.90"},
    {"label": "Complete 2 × 30%", "value": "0.60"},
    {"label": "Courteous 3 × 20%", "value": "0.60"},
    {"label": "Empathy 2 × 20%", "value": "0.40"},
]
FACTS = [
    "New routes start today.",
    "Bus 114 is 35 minutes late, now due 7:40.",
    "Late-bus students are not marked tardy.",
]
NEVER = [{"phrases": ["It should be there any minute"], "why": _("You cannot see the bus.")}, "“Call back later”"]
EXAMPLE = {
    "situation": "A father has stood at the stop since 6:50 with a seven-year-old. This is his third call.",
    "instead": "It’s the first day, everyone is calling. It should be there any minute.",
    "try": "Mr. James, I am sorry: you called twice and no one picked up. Bus 114 is due at your stop at 7:40.",
    "why": "The second reply is longer by ten seconds. It saves the fourth call.",
}
OPTIONS = [
    {"key": "a", "text": "I will ask dispatch while you hold the line.", "act": act_of("say", "phone"), "speech": True},
    {"key": "b", "text": "Put the line on hold and radio dispatch.", "act": act_of("hold", "phone"), "speech": False},
    {"key": "c", "text": "Pass him to Transportation.", "act": act_of("transfer", "phone"), "speech": False},
]
ORDER = [
    {"key": "talk", "text": "Keep the caller talking", "place": "1"},
    {"key": "call", "text": "Call 911", "place": "2"},
    {"key": "radio", "text": "Use the radio", "place": "out"},
]
MATCH = [
    {"key": "pay", "text": "My pay is $412 short", "chosen": "payroll"},
    {"key": "bus", "text": "Bus 114 has not come", "chosen": ""},
]
TARGETS = [{"key": "payroll", "text": "Payroll"}, {"key": "buses", "text": "Transportation"}]
LINES = [
    Line("guide-1", "they", "Do I wait, or do I drive her?", who="Marcus"),
    Line("guide-2", "deed", "Put the line on hold and radio dispatch.", head="On hold.", icon="circle-pause"),
    Line("guide-3", "asked", "114 is due at 7:40.", who="dispatch", icon="radio"),
    Line("guide-4", "facts", "Bus 114 is due at 7:40.", head="New on your fact sheet:", icon="clipboard-check"),
    Line("guide-5", "me", "You may wait or drive her.", who="You"),
    Line("guide-6", "effect", "He cools a little. He has a choice.", tone="cooled", icon="trending-down"),
    Line("guide-7", "effect", "She heats up. She was passed over.", tone="raised", icon="trending-up"),
    Line("guide-8", "they", "Excuse me, I only need a form.", who="Nora", second=True),
    Line("guide-9", "scene", "The second line rings."),
]
TRIES = [
    Try("October 5", {"accurate": 2}),
    Try("October 6", {"accurate": 3}),
    Try("October 9", {"accurate": 4}, now=True),
]
# A reply as its feedback shows it: every letter, every kind of note, and a revision.
WORDS = "Sorry about the wait. 7:40. I will call you. Please. Any minute. Jayden is on it. We will pay."
MARKS = [
    {"start": 0, "end": 20, "letter": "E", "label": "E1", "kind": _("Feeling named"), "note": "Fits this morning."},
    {"start": 22, "end": 26, "letter": "A", "label": "A1", "kind": _("Fact given"), "note": "Right, fact 2."},
    {"start": 28, "end": 43, "letter": "C", "label": "C1", "kind": _("Next step"), "note": "Says what happens next."},
    {"start": 45, "end": 51, "letter": "T", "label": "T1", "kind": _("Courtesy"), "note": "Polite."},
    {"start": 53, "end": 63, "letter": "L", "label": "L1", "kind": _("Do not say"), "note": "You cannot see the bus."},
    {"start": 65, "end": 71, "letter": "L", "label": "L2", "kind": _("Private data"), "note": "Another child’s name."},
    {"start": 82, "end": 93, "letter": "G", "label": "G1", "kind": _("Gate"), "note": "Not passed: no promise to pay."},
]
LOOKED_AT = {
    "number": 1,
    "words": 19,
    "seconds": 10,
    "grade": 3,
    "pieces": pieces(WORDS, MARKS),
    "notes": notes(MARKS),
}
LADDER = [
    {
        "label": _("Complete"),
        "level": 2,
        "word": _("Partly"),
        "text": "Leaves out one of his questions.",
        "why": "3 of 5 questions are answered.",
        "next_level": 3,
        "next_text": "Time, no tardy, and a next step with a name or a time.",
    },
    {
        "label": _("Courteous"),
        "level": 1,
        "word": _("Not yet"),
        "text": "Brushes him off.",
        "next_level": 2,
        "next_text": "Curt or rushed.",
        "meets_text": "Polite and clear.",
    },
    {"label": _("Accurate"), "level": 4, "word": _("Strong"), "text": "The 7:40 time with its source."},
]
REVISION = Revision(
    before=1,
    after=2,
    stretches=compare("Sorry about that. It comes any minute.", "I am sorry about that. Dispatch says 7:40."),
    added=5,
    removed=4,
    told=(
        Told(_("Accurate"), _("from 2 up to 3"), better=True),
        Told(_("Answered now:"), "“When will the bus be at the stop?”", better=True),
        Told(_("Look at this again:"), "“Dispatch says”", better=False),
    ),
    measures=({"label": _("Words"), "before": 7, "after": 8}, {"label": _("Reading grade"), "before": 3, "after": 3}),
    other_scorer=True,
)
BESIDE = [
    {"label": _("Accurate"), "person": 3, "machine": 3, "own": 4, "differs": False},
    {"label": _("Empathy"), "person": 4, "machine": 3, "own": None, "differs": True},
]
RATED = [
    Rated("October 5", {"accurate": 4}, {"accurate": 2}),
    Rated("October 6", {"accurate": 4}, {"accurate": 3}),
    Rated("October 9", {"accurate": 3}, {"accurate": 3}),
]
STANDARD = {
    "code": "P-1",
    "title": "A person answers by the third ring.",
    "text": "When a surge makes that impossible, every missed number is called back the same day by 11:00.",
    "version": 3,
    "since": "August 1, 2026",
}
CALLOUT = {
    "tone": "care",
    "title": _("Red words"),
    "html": "<p>Injury, weapon, missing child: act first, then write.</p>",
}
STORY = {
    "title": "The third call",
    "html": "<p>A clerk said the two lost calls aloud, and called back at 10:40.</p>",
    "source": "Told by a parent, with permission",
}
JOB_AID = {"title": "Call-back log", "html": "<ol><li>Name and number, read back</li><li>Who calls, by when</li></ol>"}


class SampleForm(forms.Form):
    """One field of each kind, with a mistake in it."""

    name = forms.CharField(label=_("Your name on the certificate"), initial="Ana Delgado")
    due = forms.DateField(label=_("Due date"), help_text=_("For example, October 16, 2026"))
    unit = forms.CharField(label=_("Locked by the roster"), disabled=True, initial="Cedar Middle School")
    reason = forms.ChoiceField(label=_("Kind of leave"), choices=[("", _("Choose one")), ("a", _("Sick leave"))])
    note = forms.CharField(label=_("A note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    way = forms.ChoiceField(
        label=_("What may she do?"),
        widget=forms.RadioSelect,
        choices=[("wait", _("Wait at the stop")), ("drive", _("Drive her to school"))],
    )
    sure = forms.BooleanField(label=_("I have read the fact sheet"))


def styleguide(request):
    bad = SampleForm(
        {"name": "Ana Delgado", "due": "September 31", "way": "drive", "reason": "a", "sure": "on"},
        auto_id="bad_%s",
    )
    bad.add_error("due", _("September has 30 days. Choose a day from 1 to 30."))
    context = {
        "colors": COLORS,
        "statuses": STATUSES,
        "profile": PROFILE,
        "sum": SUM,
        "facts": FACTS,
        "never": NEVER,
        "asks": ["Do I wait, or do I drive her?", "Will she be marked tardy?"],
        "example": EXAMPLE,
        "standard": STANDARD,
        "callout": CALLOUT,
        "story": STORY,
        "job_aid": JOB_AID,
        "tempers": [temper_of(level) for level in range(5)] + [temper_of(2, 3), temper_of(3, 1)],
        "talk_heads": [
            Head("main", "", "Marcus", "Marcus James, father at a bus stop", "", channel_of("phone"), temper_of(2, 3)),
            Head("nora", "", "Nora", "Nora Bell, at the counter", "", channel_of("walk_in"), temper_of(1)),
        ],
        "phone": channel_of("phone"),
        "email": channel_of("email"),
        "options": OPTIONS,
        "order": ORDER,
        "match": MATCH,
        "targets": TARGETS,
        "talk_lines": LINES,
        "try_course": course(_("Accurate"), "accurate", TRIES),
        "looked_at": LOOKED_AT,
        "ladder": LADDER,
        "revision": REVISION,
        "beside": BESIDE,
        "own_eye_drawing": drawing(_("Accurate"), "accurate", RATED),
        "good": SampleForm(auto_id="good_%s", initial={"way": "drive"}),
        "bad": bad,
        "trail": [{"label": _("My learning"), "url": "/"}, {"label": _("Practice")}, {"label": _("First-day bus")}],
        "heads": [_("Month"), _("Answered"), _("Calls")],
        "rows": [("Oct 2025", "71%", "412"), ("Jan 2026", "73%", "405"), ("Apr 2026", "76%", "420")],
    }
    return render(request, "lms/styleguide.html", context)
