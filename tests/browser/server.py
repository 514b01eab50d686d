"""The live server's static files, as the real site sends them: by WhiteNoise, found once, kept by the browser.

Django's own handler for tests looks through every app for each file of each page, and lets no browser keep one.
"""

from axe_playwright_python.base import AXE_FILE_PATH
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise import WhiteNoise

from tests.browser import checker


def with_static_files(application) -> WhiteNoise:
    """`application` behind every static file of the apps; of two with one name the first finder's counts."""
    site = WhiteNoise(application, max_age=WhiteNoise.FOREVER)
    for finder in get_finders():
        for path, storage in finder.list([]):
            address = settings.STATIC_URL + path
            if address not in site.files:
                site.add_file_to_dictionary(address, storage.path(path))
    site.add_file_to_dictionary(checker.ADDRESS, str(AXE_FILE_PATH))
    return site
