"""`manage.py undo_roster [KEY] --dry-run`: the undo page for a terminal. Without a key, the load applied last."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from people.actions import RosterChanged, plan_undo, undo_roster
from people.district import activate_zone
from people.models import RosterLoad
from people.roster.undo import digest
from people.undo_page import page_of


class Command(BaseCommand):
    help = "Undo a roster load: everyone who was not changed since goes back to what they were before it."

    def add_arguments(self, parser):
        parser.add_argument("key", nargs="?", help="the load's key, as in the address of its page")
        parser.add_argument("--dry-run", action="store_true", help="show what would be put back, and change nothing")

    def handle(self, *args, key, dry_run, **options):
        activate_zone()
        load = self._load(key)
        self.stdout.write(_("Roster %(name)s, applied %(at)s") % {"name": load.file_name, "at": load.applied_at})
        plan = plan_undo(load)
        self._show(page_of(plan))
        if dry_run:
            self.stdout.write(_("Dry run: nothing was changed."))
            return
        if not plan.back:
            raise CommandError(_("Nothing can be put back, so nothing was changed."))
        try:
            undo_roster(load=load, shown=digest(plan), actor=None)
        except RosterChanged:
            raise CommandError(_("Someone changed records meanwhile. Nothing was changed; run it again.")) from None
        self.stdout.write(_("Undone."))

    def _load(self, key) -> RosterLoad:
        applied = RosterLoad.objects.filter(state=RosterLoad.State.APPLIED).order_by("-applied_at")
        try:
            load = applied.filter(key=key).first() if key else applied.first()
        except ValidationError:
            load = None
        if load is None:
            raise CommandError(_("No load that is applied was found, so there is nothing to undo."))
        return load

    def _show(self, page):
        out = self.stdout.write
        out(_("Go back: %d") % len(page["restored"]))
        for row in page["restored"]:
            out(f"  {row['number']} {row['name']}: {'; '.join(row['back'])}")
        out(_("Taken off the record: %d") % len(page["gone"]))
        for trail in page["gone"]:
            out(f"  {trail.number} {trail.name}")
        if page["ended"]:
            out(_("No longer work here, number stays known: %d") % len(page["ended"]))
        for trail in page["ended"]:
            out(f"  {trail.number} {trail.name}")
        out(_("Stay as they are now: %d") % len(page["stays"]))
        for row in page["stays"]:
            out(f"  {row['number']} {row['name']}: {row['sentence']}")
