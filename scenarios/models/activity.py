"""A practice conversation as `courses` sees it: one more kind of activity, with its own player."""

from typing import ClassVar

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from polymorphic.managers import PolymorphicManager
from polymorphic.query import PolymorphicQuerySet

from courses.models import Activity, ActivityVersion


class ScenarioQuerySet(PolymorphicQuerySet):
    def released(self):
        """Has a version, alone or in a course. What a course scores keeps its strong sample closed in practice."""
        return self.filter(Exists(ActivityVersion.objects.filter(activity=OuterRef("pk"))))


class ScenarioActivity(Activity):
    icon = "message-circle"
    kind_name = _("practice conversation")
    play_view = "scenarios:play"
    practice_view = "scenarios:start"
    awaits_score = True

    objects: ClassVar = PolymorphicManager.from_queryset(ScenarioQuerySet)()
