"""`manage.py import_roster FILE.csv --dry-run`: the roster page for a terminal, same plan, same words."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from people.actions import NeedsYes, apply_roster, check_roster
from people.district import activate_zone
from people.roster_file import plan_for
from people.roster_page import page_of
from people.roster_words import day
from safe.tables import BadTable


class Command(BaseCommand):
    help = "Load a roster (CSV or XLSX): joiners, movers, leavers, and every refused line with its number."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        parser.add_argument("--yes-leavers", action="store_true", help="yes, this many people really leave")

    def handle(self, *args, file, dry_run, yes_leavers, **options):
        activate_zone()
        on = timezone.localdate()
        try:
            data = file.read_bytes()
            plan, remarks = plan_for(data, on)
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read: %(why)s") % {"file": file, "why": error.strerror}) from None
        except BadTable as error:
            raise CommandError(f"{file}: {error.message}") from None
        for remark in remarks:
            self.stdout.write(remark)
        self._show(page_of(plan))
        if dry_run:
            self.stdout.write(_("Dry run: nothing was changed."))
            return
        if plan.refused and plan.changes_nothing and not plan.unchanged:
            raise CommandError(_("No line could be taken, so nothing was changed."))
        load = check_roster(data=data, file_name=file.name, actor=None, on=on)
        try:
            apply_roster(load=load, confirmed_share=yes_leavers, on=on)
        except NeedsYes:
            raise CommandError(
                _("%(n)d of %(all)d people would leave. Nothing was changed. Add --yes-leavers if that is right.")
                % {"n": len(plan.leavers), "all": plan.employed}
            ) from None
        self.stdout.write(_("Applied."))

    def _show(self, page):
        plan, out = page["plan"], self.stdout.write
        out(_("Joiners: %d") % len(plan.joiners))
        for row in page["joiners"]:
            places = "; ".join(f"{job['unit']}, {job['family']}" for job in row["jobs"])
            back = f" ({_('comes back')})" if row["entry"].returns else ""
            out(f"  {row['entry'].employee_number} {row['entry'].name}{back}: {places}")
        out(_("Movers: %d") % len(plan.movers))
        for row in page["movers"]:
            out(f"  {row['entry'].employee_number} {row['entry'].name}")
            for change in row["changes"]:
                since = f" ({_('from')} {day(change['from_on'])})" if change["from_on"] else ""
                out(f"    {change['what']}: {change['old']} -> {change['new']}{since}")
        out(_("Leavers: %d") % len(plan.leavers))
        for leaver in plan.leavers:
            out(f"  {leaver.employee_number} {leaver.name}, {_('last day')} {day(leaver.last_day)}")
        out(_("Unchanged: %d") % len(plan.unchanged))
        out(_("Refused lines: %d") % len(plan.refused))
        for row in page["refused"]:
            out(_("  line %(line)d (%(number)s): %(sentence)s") % row)
        for note in page["notes"]:
            out(_("  note, line %(line)d (%(number)s): %(sentence)s") % note)
