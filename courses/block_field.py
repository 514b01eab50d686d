"""A StreamField whose block definitions stay out of the migrations.

Migrations see a plain JSON column: adding a block is no migration, and a historical model can save a row without
touching its blocks (a StreamField without its blocks would rewrite the column to an empty list). Renaming or removing a
block therefore needs a data migration of its own, which walks the raw list; revisions hold the same list as a string.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField


class BlockField(StreamField):
    def __init__(self, block_types=(), **options):
        options.pop("encoder", None)
        super().__init__(block_types, **options)

    def deconstruct(self):
        name, _path, _args, options = models.Field.deconstruct(self)
        return name, "django.db.models.JSONField", [], {**options, "encoder": DjangoJSONEncoder}

    def clone(self):
        options = models.Field.deconstruct(self)[3]
        blocks = {key: value for key, value in self.block_opts.items() if key != "required"}
        return type(self)(self.block_types_arg, **blocks, **options)
