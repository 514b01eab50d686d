"""`manage.py import_completions FILE.csv --dry-run`: the page of past completions for a terminal, in the same words."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.past import apply_import, check_import
from courses.past_file import plan_for
from courses.past_words import refused_lines, sentence
from people.district import activate_zone
from safe.tables import BadTable


class Command(BaseCommand):
    help = "Import past completions (CSV or XLSX): what is added, and every refused line with its number and reason."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show what would be added, and add nothing")

    def handle(self, *args, file, dry_run, **options):
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
        self._show(plan)
        if dry_run:
            self.stdout.write(_("Dry run: nothing was added."))
            return
        if plan.refused and not plan.taken:
            raise CommandError(_("No line could be taken, so nothing was added."))
        load = check_import(data=data, file_name=file.name, actor=None, on=on)
        apply_import(load=load, actor=None, on=on)
        self.stdout.write(_("Added."))

    def _show(self, plan):
        out = self.stdout.write
        counts = plan.counts()
        out(_("To be added: %(taken)d completions of %(people)d people") % counts)
        for each in plan.taken:
            out(f"  {each.number} {each.name}: {each.course}, {each.completed_on.isoformat()}")
        out(_("Refused lines: %(refused)d") % counts)
        for words in refused_lines(plan):
            out(_("  line %(line)d (%(who)s): %(sentence)s") % words)
        for note in plan.notes:
            words = {"line": note.line, "who": note.who, "sentence": sentence(note)}
            out(_("  note, line %(line)d (%(who)s): %(sentence)s") % words)
