"""The letters a district begins with. Human resources changes their words, days and switches on the page of letters."""

import datetime as dt

from django.db import migrations

LETTERS = (
    ("assigned", 0, 0, 1, False, "New for you: {requirement}", "You are asked to do “{requirement}” by {due}.\n\nBegin here: {link}"),
    ("due_soon", 14, 0, 1, True, "{requirement}: due {due}", "“{requirement}” is due {due}. There is time to do it in small steps.\n\nGo on here: {link}"),
    ("due_soon", 3, 0, 1, False, "{requirement}: due {due}", "“{requirement}” is due {due}.\n\nGo on here: {link}\n\nIf you need more time, ask for it on that page before the day comes."),
    ("due_today", 0, 0, 1, False, "{requirement}: due today", "“{requirement}” is due today, {due}.\n\nGo on here: {link}"),
    ("overdue", 1, 7, 4, False, "{requirement}: was due {due}", "“{requirement}” was due {due} and is not done yet.\n\nGo on here: {link}\n\nIf something stands in your way, tell your supervisor: more time can be given, and it is better asked for than guessed."),
    ("returned", 3, 0, 1, False, "A reply waits for you: {requirement}", "A person read your reply for “{requirement}” and asks you to write it anew. It has waited {days} days. Your words are kept.\n\nGo on here: {link}"),
    ("expiring", 30, 0, 1, False, "{requirement}: good until {until}", "What you showed for “{requirement}” is good until {until}.\n\nSee what comes next: {link}"),
    ("answered", 0, 0, 1, False, "More time for {requirement}: answered", "Your request for more time for “{requirement}” is answered: {answer}. It is due {due}.\n\nSee it here: {link}"),
    ("supervisor", 0, 0, 1, False, "Your people this week: {late} late", "As of {day}, {late} of your people have something late, and {soon} have something due in the next seven days.\n\n{people}\n\nSee where each stands: {link}"),
    ("review", 0, 0, 1, False, "To be reviewed: {page}", "“{page}” was to be looked at again by {due}. Is it still right? Change what is not, and set the next date.\n\nOpen it in the studio: {link}"),
)  # fmt: skip


def write(apps, schema_editor):
    template = apps.get_model("compliance", "ReminderTemplate")
    for occasion, days, again, times, optional, subject, text in LETTERS:
        template.objects.get_or_create(
            occasion=occasion,
            days=days,
            defaults={
                "again": again,
                "times": times,
                "optional": optional,
                "subject": subject,
                "text": text,
                "starts_on": dt.date.today(),
            },
        )


class Migration(migrations.Migration):
    dependencies = [("compliance", "0004_reminders_and_letters")]

    # Back: the rows go with their table.
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
