"""Pages: what trainers write. A page is a draft; a release makes what learners see.

`courses.models` comes first, so that either package may be imported before the other.
"""

import courses.models
from courses.pages.activity import ActivityPage
from courses.pages.base import StudioPage

__all__ = ["ActivityPage", "StudioPage", "courses"]
