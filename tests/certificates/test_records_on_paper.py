"""A person's record as PDF: what it says as of a day, how it is kept, who gets it; and the print of an audit export."""

import datetime as dt
import io
import uuid

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import transcripts
from certificates.actions import revoke
from certificates.models import CredentialIssue, Transcript, TranscriptFile
from certificates.record_sheets import audit_sheet, transcript_sheet
from certificates.transcript import AskedLine, Content, Done, Proof, content_of
from certificates.transcripts import ask_transcript, make_transcript
from compliance.audit import COLUMNS
from compliance.models import AuditExport
from outbox.actions import drain
from safe.exports import csv_bytes, rows_of_csv
from safe.private_files import private_storage
from tests.certificates.factories import completed, issued, void

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
NOON = dt.datetime(2026, 10, 20, 16, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 10, 20)
LONG = "Maria-Alejandra Fernández de la Vega y Montgomery-Worthington"


@pytest.fixture
def quick_sheet(monkeypatch):
    monkeypatch.setattr(transcripts, "transcript_sheet", lambda content, asked: (repr(content).encode(), 1))


@pytest.fixture
def at_noon(monkeypatch):
    """What is recorded from here on is recorded at noon of that day."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


# --- what it says -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_courses_stand_with_how_how_long_and_their_certificate(ana, quick_pen, at_noon):
    credential = issued(ana, validity_months=24)
    [line] = content_of(ana, DAY).done
    edition = credential.enrollment.edition
    proof = Proof(credential.public_id, dt.date(2028, 10, 15), revoked=False)
    assert line == Done(dt.date(2026, 10, 15), edition.title, "completed", edition.minutes, proof)


@pytest.mark.django_db
def test_what_was_written_down_after_the_day_is_left_out(ana, helen, quick_pen, at_noon, monkeypatch):
    credential = issued(ana)
    before = content_of(ana, DAY)
    monkeypatch.setattr(timezone, "now", lambda: NOON + dt.timedelta(days=3))
    revoke(credential=credential, reason="Wrong person.", actor=helen)
    void(credential.enrollment)
    completed(ana, title="Later")
    assert (content_of(ana, DAY), [each.title for each in content_of(ana, DAY + dt.timedelta(days=3)).done]) == (
        before, ["Later"],
    )  # fmt: skip


@pytest.mark.django_db
def test_a_merged_record_is_read_with_the_kept_one(ana, dario, quick_pen, at_noon):
    credential = issued(dario)
    dario.merged_into = ana
    dario.save()
    assert [each.proof.number for each in content_of(ana, DAY).done] == [credential.public_id]


# --- kept and sent ----------------------------------------------------------------------------------------------------
def pressed(browser, number="100101", **more):
    return browser.post(
        f"/certificates/records/{number}/", {"key": uuid.uuid4(), "as_of": timezone.localdate(), **more}
    )


@pytest.mark.django_db
def test_it_is_made_once_and_sent_byte_for_byte_later(ana, helen, as_person, quick_pen, quick_sheet):
    browser, key = as_person(ana), uuid.uuid4()
    pressed(browser, key=key), pressed(browser, key=key)
    waiting = browser.get("/certificates/records/100101/").content.decode()
    assert browser.get(f"/certificates/records/100101/{key}/", {"shown": "waiting"}).status_code == 204
    drain(strict=True)
    file = TranscriptFile.objects.get()
    sent = b"".join(browser.get(f"/certificates/records/100101/{key}.pdf").streaming_content)
    issued(ana)
    make_transcript(transcript=Transcript.objects.get(), now=timezone.now())
    assert ("It is being made." in waiting, file.sha256) == (True, TranscriptFile.objects.get().sha256)
    assert sent == b"".join(as_person(helen).get(f"/certificates/records/100101/{key}.pdf").streaming_content)


@pytest.mark.django_db
def test_a_worker_killed_after_storing_makes_the_same_one_again(ana, quick_sheet, monkeypatch):
    asked = ask_transcript(person=ana, as_of=timezone.localdate(), key=uuid.uuid4(), asked_by=ana, now=timezone.now())
    with monkeypatch.context() as killed:
        killed.setattr(TranscriptFile.objects, "get_or_create", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_transcript(transcript=asked, now=timezone.now())
    made = make_transcript(transcript=asked, now=timezone.now())
    assert private_storage.exists(made.name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("bruno", 200), ("helen", 200), ("dario", 404), ("mei", 404)]
)
def test_whoever_may_see_the_record_has_it(who, status, ana, quick_sheet, request, as_person):
    asked = ask_transcript(person=ana, as_of=timezone.localdate(), key=uuid.uuid4(), asked_by=ana, now=timezone.now())
    make_transcript(transcript=asked, now=timezone.now())
    browser, base = as_person(request.getfixturevalue(who)), "/certificates/records/100101/"
    pages = [base, f"{base}{asked.key}/", f"{base}{asked.key}.pdf"]
    assert [browser.get(page).status_code for page in pages] == [status] * 3


@pytest.mark.django_db
def test_a_day_to_come_is_refused_in_a_sentence(ana, as_person):
    answer = pressed(as_person(ana), as_of=timezone.localdate() + dt.timedelta(days=1))
    assert ("Nothing is known of later days." in answer.content.decode(), Transcript.objects.count()) == (True, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Transcript, TranscriptFile])
def test_what_was_given_is_kept_as_it_was(model, ana, quick_sheet):
    asked = ask_transcript(person=ana, as_of=timezone.localdate(), key=uuid.uuid4(), asked_by=ana, now=timezone.now())
    make_transcript(transcript=asked, now=timezone.now())
    with pytest.raises(IntegrityError, match="Ask for another one"), transaction.atomic():
        model.objects.update(id=999)


# --- drawn for real ---------------------------------------------------------------------------------------------------
def sheet(n, asked):
    done = [Done(DAY, f"Course {i}", "completed", 70, Proof("TR-7K4M-92QX", None, revoked=False)) for i in range(n)]
    late = AskedLine("Student privacy", "Cedar", 1, "Overdue", DAY, DAY, None, None, "", None)
    return transcript_sheet(Content(LONG, "100101", [], DAY, done, [late] * n), asked)


@pytest.mark.django_db
def test_one_page_or_many_are_tagged_numbered_and_headed(helen):
    asked = Transcript(asked_by=helen, asked_at=NOON, as_of=DAY)
    (one, pages), (many, more) = sheet(2, asked), sheet(60, asked)
    reader = pypdf.PdfReader(io.BytesIO(many))
    told = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert (pages, sheet(2, asked)[0] == one, len(told)) == (1, True, more)
    assert all(f"Page {n} of {more}" in text for n, text in enumerate(told, 1))
    assert [f"Training record: {LONG}, 100101" in text for text in told] == [False, *[True] * (more - 1)]
    assert all("Good until" in text for text in told)  # the head of the table, on each page
    catalog = reader.trailer["/Root"]
    assert (catalog["/MarkInfo"]["/Marked"], b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()) == (True, True)


@pytest.mark.django_db
def test_the_print_of_an_audit_says_what_the_kept_table_says(helen):
    line = ["100101", "=Delgado", "Ana", "Cedar", "<b>Privacy</b>", "2", "Overdue", "2026-08-03", "2026-09-02",
            "2026-09-16", *[""] * (len(COLUMNS) - 10)]  # fmt: skip
    header, *rows = rows_of_csv(csv_bytes(COLUMNS, [line]))
    export = AuditExport(asked_by=helen, asked_at=NOON, as_of=DAY, words="everyone asked")
    pdf, _pages = audit_sheet(export, header, rows)
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert rows == [line]
    for part in ("=Delgado, Ana 100101", "<b>Privacy</b> period 2", "Sep 16, 2026 first Sep 2, 2026", "Everyone asked"):
        assert part in text
    assert CredentialIssue.objects.count() == 0
