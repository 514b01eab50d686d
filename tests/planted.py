"""What is planted for the walk over every address besides a learner's own work: files, sessions, merges."""

import datetime as dt
import hashlib
import uuid

from django.utils import timezone

from certificates.models import TranscriptFile
from certificates.transcripts import ask_transcript
from courses.actions.past import check_import
from courses.actions.prior import Upload, claim_prior
from courses.actions.sessions import plan_session
from courses.models import BulkRelease, Course, ObservedCallActivity, Quote
from courses.quoting.found import Found
from courses.quoting.source import source_of
from goals.models import Standard, Word
from people.actions import check_roster, merge_people
from people.models import Person
from safe.private_files import store_bytes

TODAY = dt.date(2026, 10, 12)


def merged(actor):
    """Two records of one person, merged, for HR to look at and to undo."""
    named = {"first_name": "Twin", "last_name": "Record"}
    one, other = (Person.objects.create(username=number, **named) for number in ("100951", "100952"))
    return merge_people(keeper=one, other=other, reason="One person, entered twice.", actor=actor)


def on_paper(person):
    """A record on paper that the person asked for, with a file that nobody drew."""
    now = timezone.now()
    asked = ask_transcript(person=person, as_of=timezone.localdate(), key=uuid.uuid4(), asked_by=person, now=now)
    paper = b"%PDF-1.7"
    name, sha256 = store_bytes(paper, suffix=".pdf"), hashlib.sha256(paper).hexdigest()
    TranscriptFile.objects.create(transcript=asked, name=name, sha256=sha256, pages=1, made_at=now)
    return asked


def off_screen(people):
    """A session that Mei leads, an activity to sign off, and what Ana learned elsewhere."""
    starts_at = timezone.now() + dt.timedelta(days=3)
    session = plan_session(
        activity=None,
        title="Radio practice",
        place="Room 4",
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=1),
        capacity=10,
        facilitator=people["mei"],
        actor=people["tomas"],
    )
    observed = ObservedCallActivity.objects.create(slug="one-real-call", title="One real call")
    claim = claim_prior(
        person=people["ana"],
        course=Course.objects.get(slug="empathy-and-trust"),
        title="Telephone course",
        learned_on=TODAY,
        text="I say who I am and what happens next.",
        upload=Upload("paper.pdf", b"%PDF-1.7 paper"),
        key=uuid.uuid4(),
    )
    return {
        "session": session.key,
        "kiosk": session.kiosk,
        "attended": 1,
        "observed": observed.slug,
        "claim": claim.key,
    }


def past(actor):
    """A file of past completions with one that is taken and a line that cannot be read."""
    lines = ["employee_number,course,completed_on", "100109,empathy-and-trust,2025-10-15", "100109,no-such-course,2025"]
    data = "\n".join(lines).encode()
    return check_import(data=data, file_name="past.csv", actor=actor, on=timezone.localdate())


def roster(actor):
    """A file with a joiner and a line that cannot be read."""
    lines = [
        "employee_number,first_name,last_name,email,unit,job_family,job_title,level,supervisor,hired_on,job_from,primary",
        "100901,New,Person,new@alder.example,cedar-middle,front-office,Clerk,experienced,100102,2026-08-01,2026-08-01,yes",
        "100902,Bad,Line,bad@alder.example,no-such-unit,front-office,Clerk,experienced,100102,2026-08-01,2026-08-01,yes",
    ]
    data = "\n".join(lines).encode()
    return check_roster(data=data, file_name="roster.csv", actor=actor, on=timezone.localdate())


def quoted(trainer, page_id):
    """A standard that the course quotes in older words, and a bulk release in which one part can be ticked."""
    standard, edition = Standard.objects.get(code="P-1"), Course.objects.get(slug="empathy-and-trust").newest
    said = {"code": "P-1", "title": standard.title, "text": "By the fourth ring.", "version": 0, "since": "May 1, 2025"}
    Quote.objects.create(edition=edition, source=source_of(standard), said=said)
    bulk = BulkRelease.objects.create(source=source_of(standard), asked_by=trainer)
    heads = {"not_started": 1, "under_way": 2, "done": 3}
    changed = [
        {"kind": "same", "text": "By the "},
        {"kind": "dropped", "text": "fourth"},
        {"kind": "added", "text": "third"},
    ]
    fine = Found(page_id, may=True, compared=[{"title": "Phones", "lines": [changed]}], heads=heads)
    wrong = {"page_id": page_id, "page_title": "Phones", "field": "Part 1", "message": "It is empty."}
    for title, found in {"Phones": fine, "Buses": Found(page_id, may=True, problems=[wrong])}.items():
        row = {"number": 1, "since": edition.released_at, "said": said, "state": "looked_at", "found": found.kept()}
        bulk.parts.create(of=uuid.uuid4(), title=title, **row)
    return {"standard": standard.pk, "word": Word.objects.get(key="families").pk, "bulk": bulk.key}
