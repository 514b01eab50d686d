"""A copy is a conversation of its own: a draft that says so, with its own address and identity, ready to be changed."""

from django.urls import reverse

from scenarios.models import ScenarioPage


def copy(studio, page):
    where = reverse("wagtailadmin_pages:copy", args=[page.pk])
    form = studio.get(where).context["form"]
    data = {name: form[name].value() for name in ("new_title", "new_slug")}
    answer = studio.post(where, {**data, "new_parent_page": page.get_parent().pk})
    return answer, ScenarioPage.objects.exclude(pk=page.pk).latest("pk")


def test_a_copy_says_so_and_has_its_own_address_and_identity(studio, page):
    made = page()
    ScenarioPage.objects.update(package_digest="a" * 64)
    answer, new = copy(studio, made)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[new.pk])
    assert (new.title, new.slug, new.live, new.package_digest) == (
        "Late bus by phone (copy)",
        "late-bus-copy",
        False,
        "",
    )
    assert new.translation_key != made.translation_key


def test_the_newest_draft_is_copied(studio, page):
    made = page()
    draft = made.get_latest_revision_as_object()
    draft.situation, draft.title = "Words of the draft.", "Bus, late"
    draft.save_revision()
    _answer, new = copy(studio, made)
    newest = new.get_latest_revision_as_object()
    assert (newest.situation, newest.title) == ("Words of the draft.", "Bus, late (copy)")


def test_a_second_copy_has_another_address(studio, page):
    made = page()
    copy(studio, made)
    _answer, second = copy(studio, made)
    assert (second.title, second.slug) == ("Late bus by phone (copy 2)", "late-bus-copy-2")


def test_a_copy_is_always_a_draft_of_its_own(studio, page):
    form = studio.get(reverse("wagtailadmin_pages:copy", args=[page().pk])).context["form"]
    assert set(form.fields) == {"new_title", "new_slug", "new_parent_page"}
