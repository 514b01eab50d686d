"""The fingerprint of what was released. Same content, same digest, whatever the database, host or day.

Keys named "id" are left out: they name a block or an option in this installation, and a block that is taken out and
typed in again is still the same content. A question's `uuid` and a scenario's `key` are content.
"""

import hashlib
import json


def without_ids(value):
    """The same JSON value without any "id" key, at any depth."""
    if isinstance(value, dict):
        return {key: without_ids(each) for key, each in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [without_ids(each) for each in value]
    return value


def canonical(value) -> str:
    """One text for one JSON value: sorted keys, no spaces, no ASCII escapes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(value) -> str:
    """SHA-256 of the canonical text, ids left out. `value` is JSON: dicts, lists, texts, numbers, booleans, None."""
    return hashlib.sha256(canonical(without_ids(value)).encode()).hexdigest()
