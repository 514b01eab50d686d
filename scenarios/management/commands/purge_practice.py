"""Delete practice tries that nobody has touched for 180 days. The worker does the same each day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from scenarios.actions.purge import old_practice, purge_practice


class Command(BaseCommand):
    help = "Deletes practice conversations whose last move is more than 180 days old. Assessed work is never touched."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count them.")

    def handle(self, *args, dry_run=False, **options):
        now = timezone.now()
        if dry_run:
            self.stdout.write(f"{old_practice(now).count()} practice tries would go.")
        else:
            self.stdout.write(f"{purge_practice(now=now)} practice tries deleted.")
