"""Prints who can sign in to the demo district."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.demo.sign_ins import CAST, PASSWORD


class Command(BaseCommand):
    help = "Print the sign-ins of the demo district."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("These are the demo district's sign-ins. Set DEMO=1 on a demo site to see them.")
        self.stdout.write(f'Sign in with an employee number and the password "{PASSWORD}":')
        for number, name, job, _look in CAST:
            self.stdout.write(f"  {number}  {name}, {job}")
