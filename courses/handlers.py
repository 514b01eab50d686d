"""The news of this room. Rooms above say what they do about it."""

from outbox.registry import topic

topic("course.completed")
topic("edition.released")
topic("problem.reported")
