"""What the database refuses in this room, since proof is not rewritten; and the check that paper can be drawn."""

from importlib import import_module

from django.apps import AppConfig
from django.core import checks

from certificates.paper_check import warn_without_pango
from safe.triggers import guard


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        guard("certificates.CredentialIssue", advice="Issue the certificate again: the new issue replaces this one.")
        guard("certificates.CredentialEvent", advice="Revoke or restore the certificate: that adds a row.")
        guard("certificates.Transcript", advice="Ask for another one.")
        guard("certificates.TranscriptFile", advice="Ask for another one.")
        guard(
            "certificates.Credential",
            advice="A certificate that was given stays known. Revoke it.",
            refuse=["delete"],
        )
        checks.register(warn_without_pango)
        import_module("certificates.touched")  # it says what a release of a course does here
        import_module("certificates.audited")  # and which numbers an audit export names
