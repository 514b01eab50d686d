"""Every word of the interface goes through gettext: in a language that wraps each sentence in ⟦ ⟧, none stands bare.

Content (what authors wrote, names, titles) is not the interface's to translate: it is taken from the database and left
out.
"""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from courses.models import ActivityVersion, Course, CourseEdition, CourseObjective, Draft, EditionItem, Referral
from goals.models import GoalArea, Objective, Plan, RubricVersion, StandardVersion
from lms.demo import sign_ins
from people.models import Job, JobFamily, Person, Unit
from people.roster_file import COLUMNS
from scenarios.blind import veiled
from scenarios.models import Move, SavedComment, Score
from tests.addresses import ROWS

# Who opens what: the pages that carry most of the interface's words.
PAGES = [
    ("stranger", "account_login"),
    ("stranger", "account_reset_password"),
    ("stranger", "accessibility"),
    ("stranger", "privacy"),
    ("stranger", "welcome:code"),
    ("stranger", "certificates:look_up"),
    ("stranger", "certificates:check"),
    ("ana", "my_learning"),
    ("ana", "courses:catalog"),
    ("ana", "courses:course"),
    ("ana", "courses:lesson"),
    ("ana", "courses:quiz"),
    ("ana", "courses:survey"),
    ("ana", "courses:record"),
    ("ana", "courses:report_problem"),
    ("ana", "scenarios:library"),
    ("ana", "scenarios:start"),
    ("ana", "scenarios:play"),
    ("ana", "scenarios:feedback"),
    ("ana", "scenarios:hand_in"),
    ("ana", "people:me"),
    ("bruno", "certificates:mine"),
    ("bruno", "certificates:view"),
    ("tomas", "scenarios:desk"),
    ("tomas", "scenarios:mark"),
    ("tomas", "scenarios:sent"),
    ("helen", "progress"),
    ("helen", "people:list"),
    ("helen", "people:person"),
    ("helen", "people:add"),
    ("helen", "people:roster"),
    ("helen", "people:roster_check"),
    ("helen", "people:invitations"),
    ("helen", "courses:enroll_people"),
    ("helen", "certificates:issued"),
    ("helen", "certificates:manage"),
    ("lena", "plan"),
]
SAID = ("aria-label", "title", "placeholder", "alt", "data-busy")
# Names, not words: the product, addresses, what a machine reads.
NAMES = re.compile(r"third ring|[\w.-]+@[\w.-]+|https?://\S+|\b[0-9a-f]{12,}\b|\btr-[\w-]+")
WORD = re.compile(r"[^\W\d_]{3,}")


class Bare(HTMLParser):
    """Collects text that stands outside ⟦ ⟧, and attributes that are read aloud."""

    def __init__(self):
        super().__init__()
        self.depth, self.silent, self.found = 0, 0, []

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        for name, value in attrs:
            if name in SAID and value and "⟦" not in value:
                self.found.append(value)

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, text):
        if not self.silent and not self.depth and "⟦" not in text:
            self.found.append(text)
        self.depth += text.count("⟦") - text.count("⟧")


@pytest.fixture
def wrapped(monkeypatch):
    """A language in which every sentence of ours stands in ⟦ ⟧."""
    for name in ("gettext", "pgettext"):
        say = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, lambda *given, say=say: f"⟦{say(*given)}⟧")
    for name in ("ngettext", "npgettext"):
        say = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, lambda *given, say=say: f"⟦{say(*given)}⟧")


@pytest.fixture(scope="module")
def content(facts):
    """All that people wrote, longest first."""
    written = [settings.DISTRICT_NAME, settings.DISTRICT_HELP, settings.CERTIFICATE_SIGNER]
    for version in (*ActivityVersion.objects.all(), *CourseEdition.objects.all(), *RubricVersion.objects.all()):
        written += [*strings(version.definition), getattr(version, "title", "")]
    written += [
        f"{p} {p.get_full_name()} {p.first_name} {p.last_name} {p.email} {p.last_name}, {p.first_name}"
        for p in Person.objects.all()
    ]
    for model in (Unit, JobFamily, Plan):
        written += model.objects.values_list("name", flat=True)
    for model in (Course, GoalArea, Objective):
        written += model.objects.values_list("title", flat=True)
    written += [str(objective) for objective in Objective.objects.all()]
    written += CourseObjective.objects.values_list("why", flat=True)
    written += Job.objects.values_list("title", flat=True)
    written += StandardVersion.objects.values_list("text", flat=True)
    written += [text for move in Move.objects.all() for text in strings([move.payload, move.result])]
    for move in Move.objects.select_related("attempt__person"):
        who = move.attempt.person
        writer = (who.first_name, who.last_name)
        written += [veiled(text, writer, places=who.workplaces).text for text in strings(move.payload)]
    written += Score.objects.values_list("note", flat=True)
    written += SavedComment.objects.values_list("text", flat=True)
    written += Referral.objects.values_list("reason", flat=True)
    written += EditionItem.objects.values_list("module", flat=True)
    written += Draft.objects.values_list("text", flat=True)
    written += [
        "New Person",
        "Clerk",
        "new@alder.example",
        "roster.csv",
        *COLUMNS,
    ]  # of the file in `tests/addresses.py`
    written += [text for row in sign_ins.CAST for text in row] + [sign_ins.PASSWORD]
    known = {tidy(part) for text in written if text for part in (text, *text.splitlines())}
    return sorted((text for text in known if WORD.search(text)), key=len, reverse=True)


def left_bare(text: str, content: list[str]) -> bool:
    """Does a word remain when names and everything that people wrote are taken out? Half a paragraph is theirs too."""
    rest = tidy(text).strip(" :")
    if any(rest in known for known in content):
        return False
    # Names first as well: a word that somebody wrote may be a piece of one.
    return all(remains(start, content) for start in (rest, NAMES.sub(" ", rest)))


def remains(rest: str, content: list[str]) -> bool:
    for known in content:
        if not WORD.search(rest):
            return False
        rest = rest.replace(known, " ")
    return bool(WORD.search(NAMES.sub(" ", rest)))


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def tidy(text) -> str:
    return re.sub(r"[\s“”…\"'*_`]+", " ", re.sub(r"<[^>]+>", " ", unescape(text))).casefold().strip()


@pytest.mark.parametrize("person, name", PAGES)
def test_no_word_of_the_interface_is_left_untranslated(person, name, facts, browsers, content, wrapped):
    page = browsers[person].get(reverse(name, args=[getattr(facts, fact) for fact in ROWS[name].args]))
    bare = Bare()
    bare.feed(page.content.decode())
    assert [text.strip() for text in bare.found if left_bare(text, content)] == []


def test_the_seam_would_be_seen(wrapped):
    bare = Bare()
    bare.feed(f'<p>{translation.gettext("Sign in")}</p><p>Left bare</p><a aria-label="Also bare">⟦x <b>name</b> y⟧</a>')
    assert bare.found == ["Left bare", "Also bare"]
