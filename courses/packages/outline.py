"""The outline in course.yaml: which files stand in it, and whether they may stand there like that."""

from collections.abc import Mapping

from courses.packages.faults import Sheet
from courses.packages.files import short
from people.models import JobFamily, Level, Unit


def check_outline(data: Mapping, sheet: Sheet) -> list[str]:
    """Tells faults; returns the files in order, each once."""
    files: list[str] = []
    known = {
        "job_families": set(JobFamily.objects.values_list("slug", flat=True)),
        "levels": set(Level.values),
        "settings": set(Unit.Setting.values),
    }
    modules = sheet.typed(data, "outline", list, required=True, default=[])
    if "outline" in data and not modules:
        sheet.fault("The outline is empty.", data, "outline")
    for n, module in enumerate(modules):
        if not isinstance(module, Mapping):
            sheet.fault("A module has the keys module and items.", modules, n)
            continue
        sheet.known(module, ["module", "items"])
        short(module, "module", sheet, required=True)
        items = sheet.typed(module, "items", list, required=True, default=[])
        if "items" in module and not items:
            sheet.fault("The module is empty.", module, "items")
        for m, item in enumerate(items):
            if not isinstance(item, Mapping):
                sheet.fault("An item has the key activity, or the keys any and of.", items, m)
            elif "any" in item or "of" in item:
                _check_group(item, sheet, files, known)
            else:
                _check_single(item, sheet, files, known)
    return files


def outline_value(outline, pages: Mapping[str, int]) -> list[dict]:
    """The StreamField value of a checked outline; `pages` gives the page number of each file."""
    return [
        {
            "type": "module",
            "value": {
                "title": module["module"].strip(),
                "items": [_item_value(item, pages) for item in module["items"]],
            },
        }
        for module in outline
    ]


def _item_value(item, pages) -> dict:
    if "any" in item:
        of = [
            {"type": "item", "value": {"activity": pages[member["activity"]], "fit": _fit_value(member)}}
            for member in item["of"]
        ]
        return {"type": "any", "value": {"n": item["any"], "of": of}}
    value = {
        "activity": pages[item["activity"]],
        "required": bool(item.get("required", True)),
        "gate": bool(item.get("gate", False)),
        "fit": _fit_value(item),
    }
    return {"type": "item", "value": value}


def _fit_value(item) -> dict:
    fit = item.get("fit") or {}
    return {name: list(fit.get(name) or []) for name in ("job_families", "levels", "settings")}


def _check_single(item, sheet: Sheet, files: list[str], known) -> None:
    sheet.known(item, ["activity", "required", "gate", "fit"])
    _file(item, sheet, files)
    required = sheet.typed(item, "required", bool, default=True)
    if sheet.typed(item, "gate", bool, default=False) and not required:
        sheet.fault("A gate cannot be optional.", item, "gate")
    _check_fit(item, sheet, known)


def _check_group(item, sheet: Sheet, files: list[str], known) -> None:
    sheet.known(item, ["any", "of"])
    n = sheet.typed(item, "any", int, required=True)
    members = sheet.typed(item, "of", list, required=True, default=[])
    if n is not None and n < 1:
        sheet.fault("“any” must be 1 or more.", item, "any")
    if n is not None and members and n > len(members):
        sheet.fault(f"{n} of these are to be done, but only {len(members)} are there.", item, "any")
    for m, member in enumerate(members):
        if not isinstance(member, Mapping):
            sheet.fault("An entry of “of” has the key activity.", members, m)
            continue
        if "gate" in member or "required" in member:
            sheet.fault("What stands in a choice can be neither a gate nor optional.", members, m)
        sheet.known({k: v for k, v in member.items() if k not in ("gate", "required")}, ["activity", "fit"])
        _file(member, sheet, files)
        _check_fit(member, sheet, known)


def _file(item, sheet: Sheet, files: list[str]) -> None:
    name = sheet.typed(item, "activity", str, required=True)
    if name and name in files:
        sheet.fault(f"“{name}” stands in the outline twice.", item, "activity")
    elif name:
        files.append(name)


def _check_fit(item, sheet: Sheet, known: Mapping[str, set[str]]) -> None:
    fit = sheet.typed(item, "fit", dict, default={})
    sheet.known(fit, known)
    for name in known:
        for n, tag in enumerate(sheet.texts(fit, name)):
            if tag not in known[name]:
                sheet.fault(f"“{tag}” is not one of {name}. Known: {', '.join(sorted(known[name]))}.", fit[name], n)
