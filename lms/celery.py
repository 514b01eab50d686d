"""The Celery app of production. Without REDIS_URL nothing sends to it and `run_worker` does the work.

Worker and clock: `celery -A lms worker --beat`. Every minute the outbox is swept, so a call that the
broker lost delays a message by a minute and loses none. The broker's visibility timeout (settings)
only says how soon it hands a dead worker's task to another; the message's own lease decides.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

app = Celery("third_ring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep the outbox": {
        "task": "outbox.tasks.drain_outbox",
        "schedule": 60.0,
        # Calls that nobody took while the workers were down need not pile up.
        "options": {"expires": 55},
    }
}
