"""A practice conversation as `courses` sees it: one more kind of activity, with its own player."""

from django.utils.translation import gettext_lazy as _

from courses.models import Activity


class ScenarioActivity(Activity):
    icon = "message-circle"
    kind_name = _("practice conversation")
    play_view = "scenarios:play"
    awaits_score = True
