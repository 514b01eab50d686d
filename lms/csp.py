"""Two content security policies: a strict one for the site, one for the Wagtail admin, which needs inline styles."""

from csp.middleware import CSPMiddleware
from django.conf import settings

ADMIN_PREFIX = "/admin/"


class PolicyByPathMiddleware(CSPMiddleware):
    """Answers pages below the admin with the admin's policy, and every other page with the strict one."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN_PREFIX) and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
