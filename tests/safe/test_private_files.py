"""Private files: one name for the same bytes, no address, and sent so that nothing in them runs."""

import stat
from pathlib import Path

import pytest
from django.http import Http404

from safe import private_files
from safe.private_files import content_address, private_storage, send_private, store_bytes


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


def test_the_same_bytes_are_one_file(private_root):
    assert store_bytes(b"proof", suffix=".pdf") == store_bytes(b"proof", suffix=".pdf")
    assert len([path for path in private_root.rglob("*") if path.is_file()]) == 1


def test_the_name_is_the_digest_in_two_levels():
    name = content_address(b"proof", ".pdf")
    digest = Path(name).stem
    assert name == f"{digest[:2]}/{digest[2:4]}/{digest}.pdf"
    assert len(digest) == 64


@pytest.mark.parametrize("suffix", ["pdf", "../x", ".p/df", ".PDF", "."])
def test_a_suffix_cannot_leave_the_folder(suffix):
    with pytest.raises(ValueError, match="suffix"):
        store_bytes(b"proof", suffix=suffix)


def test_files_are_for_the_owner_of_the_process_alone(private_root):
    path = private_root / store_bytes(b"proof")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_that_breaks_leaves_nothing_behind(private_root, monkeypatch):
    def broken(_descriptor):
        raise OSError("disk full")

    monkeypatch.setattr(private_files.os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        store_bytes(b"proof")
    assert [path for path in private_root.rglob("*") if path.is_file()] == []


def test_private_files_have_no_address():
    with pytest.raises(ValueError, match="no address"):
        private_storage.url(store_bytes(b"proof"))


def test_the_folder_is_read_from_the_settings_at_each_use(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "other"
    assert Path(private_storage.path("x")).parent == tmp_path / "other"


def test_a_pdf_is_shown_with_guards_around_it():
    response = send_private(store_bytes(b"%PDF-1.7"), filename="Ana.pdf", content_type="application/pdf")
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="Ana.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_an_upload_that_could_run_is_sandboxed():
    response = send_private(store_bytes(b"<svg/>"), filename="a.svg", content_type="image/svg+xml")
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


def test_a_web_page_is_never_shown_inline():
    response = send_private(store_bytes(b"<p>"), filename="a.html", content_type="text/html; charset=utf-8")
    assert response["Content-Disposition"].startswith("attachment")
    response.close()


@pytest.mark.parametrize("name", ["aa/bb/gone.pdf", "", "aa"])
def test_a_file_that_is_gone_is_a_404(name, private_root):
    (private_root / "aa").mkdir(parents=True)
    with pytest.raises(Http404):
        send_private(name, filename="x.pdf", content_type="application/pdf")
