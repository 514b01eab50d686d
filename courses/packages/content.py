"""What a page says, apart from its place in the tree: the measure of "was it changed here since it was loaded?"."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from courses.digest import digest_of
from courses.packages.markdown import BLOCK_KEY

BOOKKEEPING = {"package_digest", "review_due_on"}


def content_digest(page) -> str:
    """Digest of the page's own fields, title, slug and child rows. Block ids do not count."""
    fields = [field for field in page._meta.concrete_fields if field.model is type(page) and not field.primary_key]
    said = {field.name: _value(field, page) for field in fields if field.name not in BOOKKEEPING}
    said |= {"title": page.title, "slug": page.slug}
    for relation in get_all_child_relations(type(page)):
        if relation.related_model._meta.app_label == type(page)._meta.app_label:
            name = relation.get_accessor_name()
            said[name] = [_row(row, relation.field.name) for row in getattr(page, name).all()]
    return digest_of(_same(json.loads(json.dumps(said, cls=DjangoJSONEncoder))))


def _same(value):
    """Without what a browser adds when nothing was changed: keys of paragraphs, other line ends."""
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value).replace("\r\n", "\n")
    if isinstance(value, dict):
        return {key: _same(each) for key, each in value.items()}
    return [_same(each) for each in value] if isinstance(value, list) else value


def _value(field, page):
    value = field.value_from_object(page)
    return list(value.get_prep_value()) if isinstance(field, StreamField) else value


def _row(row, parent: str) -> dict:
    skipped = {parent, "sort_order"}
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in skipped and not field.primary_key
    }
