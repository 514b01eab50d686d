"""Measures what our pages cost against an empty page of ours, in a database that is made for it and removed afterwards.

`manage.py bench` starts `python -m lms.bench` in a place of its own (`place.py`), which fills (`fill.py`, `rounds.py`),
measures (`measure.py`) and prints one JSON object. docs/features/bench.md says what each figure is.
"""
