"""Draws the paper: one Letter page, landscape, tagged (PDF/UA-1), with a code that leads to the public check.

The same claim draws the same bytes. A long claim is drawn closer, then smaller, until it fits on its one page.
"""

import io
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from certificates.press import PDF_KIND, laid_out

ROOMY, DENSE = "roomy", "dense"
SPACINGS = (ROOMY, "close", DENSE)
# The widest name that one line holds at 38 points, at 31 and at 24; a longer one takes two lines.
NAME_SIZES = ((18, "name-38"), (22, "name-31"), (200, "name-24"))


@dataclass(frozen=True)
class Claim:
    """What one paper says. `number` is the issue's, so that the code can tell a replaced paper."""

    public_id: str
    number: int
    issued_on: date
    name: str
    title: str
    outcomes: list[str]
    minutes: int
    scored_conversations: int
    district: str
    signer: str
    completed_on: date
    good_until: date | None

    @property
    def address(self) -> str:
        return public_address(self.public_id)

    @property
    def code_address(self) -> str:
        return f"{self.address}?issue={self.number}"

    @property
    def short_address(self) -> str:
        return short_address(self.address)

    @property
    def name_size(self) -> str:
        return next(size for longest, size in NAME_SIZES if len(self.name) <= longest)


def public_address(public_id: str) -> str:
    """Where anyone can check this certificate."""
    return settings.SITE_URL + reverse("certificates:check", args=[public_id])


def short_address(address: str) -> str:
    """The address as it is printed, without what a browser adds by itself."""
    parts = urlsplit(address)
    return parts.netloc + parts.path.rstrip("/")


def draw(claim: Claim) -> bytes:
    """The PDF of one claim, some 60 KB. Slow (half a second), so it is called by the worker alone."""
    with translation.override(settings.LANGUAGE_CODE):
        for each, spacing in tries(claim):
            document = lay_out(each, spacing)
            if len(document.pages) == 1:
                break
    return document.write_pdf(pdf_variant=PDF_KIND)


def tries(claim: Claim):
    """Ways to set the claim, from the handsome one to the one that always fits."""
    for spacing in SPACINGS:
        yield claim, spacing
    for kept in (8, 4, 0):
        more = _("More, listed where the certificate is checked.")
        yield replace(claim, outcomes=[*claim.outcomes[:kept], more]), DENSE


def lay_out(claim: Claim, spacing: str):
    """The laid out document; its `pages` tell whether the claim fits."""
    # The code is drawn here from our own address, never from what someone typed.
    context = {"claim": claim, "spacing": spacing, "code": mark_safe(code_svg(claim.code_address))}  # noqa: S308
    return laid_out(render_to_string("certificates/paper.html", context))


def code_svg(address: str) -> str:
    """The QR code as inline SVG without a fixed size, so that the style sheet sets it. The title is its text."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=0,
        dark="#14211F",
        title=_("Code that leads to %(address)s") % {"address": address},
    )
    return out.getvalue().decode().strip()
