"""A round that a requirement opened and nobody has begun was written by the worker alone."""

from django.db.models import Q

from courses.models import Enrollment
from people.by_machine import by_machine

by_machine(Enrollment, Q(source=Enrollment.Source.REQUIRED, started_at=None, completed_at=None))
