"""Pages go out compressed, a third of their size; pictures and certificates are compressed in themselves.

Django's middleware varies the length of each answer, so that nobody can guess a secret of the page from it (BREACH).
"""

from django.middleware.gzip import GZipMiddleware


class CompressPagesMiddleware(GZipMiddleware):
    def process_response(self, request, response):
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
