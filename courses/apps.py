"""What the database refuses in this room: what was released, and what people left on record, is not rewritten."""

from importlib import import_module

from django.apps import AppConfig

from safe.triggers import guard

ASSESSED = "(SELECT mode FROM courses_attempt WHERE courses_attempt.id = OLD.attempt_id) = 'assessed'"


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Courses"

    def ready(self) -> None:
        guard("courses.ActivityVersion", advice="A release writes the next version.")
        guard("courses.CourseEdition", advice="A release writes the next edition.")
        guard("courses.EditionItem", advice="A release writes the next edition.")
        guard("courses.Quote", advice="A release notes what it quotes.")
        guard("courses.Evidence", advice="Write a row that voids it.")
        guard("courses.ObservedCall", advice="Observe another call.")
        guard("courses.Answer", advice="What was handed in stays.", when=ASSESSED)
        guard(
            "courses.Attempt",
            advice="Assessed work is a record; only practice may be deleted.",
            refuse=["delete"],
            when="OLD.mode = 'assessed'",
        )
        import_module("courses.by_machine")  # it says which rounds nobody has met yet
