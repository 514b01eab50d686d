"""What happened to a certificate, in words for its history."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.models import CredentialEvent, CredentialIssue

HAPPENED: dict[str, Promise] = {
    CredentialIssue.Why.FIRST: _("Issued"),
    CredentialIssue.Why.CORRECTED: _("Issued again, corrected"),
    CredentialIssue.Why.REISSUED: _("Issued again"),
    CredentialEvent.Kind.REVOKED: _("Revoked"),
    CredentialEvent.Kind.RESTORED: _("Restored"),
}
