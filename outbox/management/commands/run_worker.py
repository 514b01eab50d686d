"""The local worker: does what the outbox holds, without a broker."""

import signal
import socket
import threading

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections
from django.utils import timezone

from outbox.actions import beat, drain, tick
from outbox.models import WorkerBeat

IDLE_SECONDS = 1.0
BATCH = 20  # messages between two signs of life


class Command(BaseCommand):
    help = "Do what was promised: mail, certificates and other work after a commit. Stops cleanly on SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, then exit")

    def handle(self, *args, once: bool, **options):
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                # The message in hand is finished first.
                signal.signal(number, lambda *_: stop.set())
        name = f"loop@{socket.gethostname()}"
        if once:
            tick(now=timezone.now())
            taken = drain(stop=stop.is_set)
            self.stdout.write(f"{taken} messages taken.")
            return
        while not stop.is_set():
            taken = 0
            try:
                now = timezone.now()
                beat(name=name, kind=WorkerBeat.Kind.LOOP, now=now)
                tick(now=now)
                taken = drain(BATCH, stop=stop.is_set)
            except DatabaseTrouble as trouble:
                self.stderr.write(f"The database did not answer, waiting: {trouble}")
            close_old_connections()
            if taken < BATCH:
                stop.wait(IDLE_SECONDS)
