"""What trainers may do in the studio: pages, pictures, documents, questions, standards; no people, no settings.

Runs in a migration (with its historical models) and may run again at any time: it only adds what is missing.
"""

GROUPS = ("Trainers", "Administrators")
PAGE = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
COLLECTION = (
    ("wagtailimages", "image", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", "document", ("add_document", "change_document", "choose_document")),
)
WHOLE = ("add", "change", "delete", "view")
SNIPPETS = (
    ("courses", "singlechoicequestion", WHOLE),
    ("courses", "multiplechoicequestion", WHOLE),
    ("courses", "shorttextquestion", WHOLE),
    ("courses", "orderquestion", WHOLE),
    ("courses", "matchquestion", WHOLE),
    ("courses", "problemreport", ("change", "view")),
    ("goals", "plan", WHOLE),
    ("goals", "goalarea", WHOLE),
    ("goals", "objective", WHOLE),
    ("goals", "standard", ("add", "change", "view")),
    ("goals", "word", WHOLE),
    ("goals", "rubricversion", ("view",)),
)


def grant_trainers(apps) -> None:
    """`apps`: the registry of a migration, or django.apps.apps."""
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name in GROUPS:
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(_permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"))
        for app, model, actions in SNIPPETS:
            group.permissions.add(*[_permission(apps, app, model, f"{action}_{model}") for action in actions])
        for codename in PAGE:
            permission = _permission(apps, "wagtailcore", "page", codename)
            rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
            rights.get_or_create(group=group, page=root, permission=permission)
        for app, model, codenames in COLLECTION:
            for codename in codenames:
                permission = _permission(apps, app, model, codename)
                rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
                rights.get_or_create(group=group, collection=collection, permission=permission)


def _permission(apps, app: str, model: str, codename: str, name: str = ""):
    # Permissions of apps that come later in the same migrate are not there yet.
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name or f"Can {codename.replace('_', ' ')}"}
    )
    return permission
