"""After the cause is mended: messages that were laid aside are tried again."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from outbox.actions import revive
from outbox.models import OutboxMessage


class Command(BaseCommand):
    help = "Try messages again that were laid aside. Without a key: list them, with the error that each one met last."

    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="*", metavar="KEY", help="the key of a message, as it is listed")
        parser.add_argument("--all", action="store_true", help="every message that was laid aside")

    def handle(self, *args, keys: list[str], all: bool, **options):
        dead = {message.key: message for message in OutboxMessage.objects.dead().order_by("dead_at", "pk")}
        if not keys and not all:
            for message in dead.values():
                self.stdout.write(f"{message.key}: {message.last_error}")
            self.stdout.write(f"{len(dead)} laid aside.")
            return
        if unknown := sorted(set(keys) - set(dead)):
            raise CommandError(f"Not laid aside: {', '.join(unknown)}. Nothing was changed.")
        with transaction.atomic():
            revived = sum(revive(message=dead[key]) for key in (dead if all else dict.fromkeys(keys)))
        self.stdout.write(f"{revived} will be tried again.")
