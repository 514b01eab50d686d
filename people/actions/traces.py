"""What a deed did to each record, written down while it is done."""

from people.models import Trace


def keep_traces(before: dict[str, dict], after: dict[str, dict], **deed) -> None:
    """One trace for each record that the deed changed. `deed`: load=… or merge=…"""
    changed = [number for number in sorted(after) if before.get(number) != after[number]]
    Trace.objects.bulk_create(
        [
            Trace(
                number=number,
                name=f"{after[number]['first_name']} {after[number]['last_name']}".strip(),
                before=before.get(number),
                after=after[number],
                **deed,
            )
            for number in changed
        ],
        batch_size=200,
    )
