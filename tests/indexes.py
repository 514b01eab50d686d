"""Wagtail's search and reference indexes, left alone: keeping them up to date is half of what saving a page takes.

A test that looks something up in them asks for the fixture `indexed`, before it saves anything.
"""

from django_tasks.backends.immediate import ImmediateBackend

INDEXING = {"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"}


class AllButIndexes(ImmediateBackend):
    def enqueue(self, task, args, kwargs):
        return None if task.module_path in INDEXING else super().enqueue(task, args, kwargs)
