"""Compliance at the size of a large district: 40 requirements of 20,000 people, or of 100,000; and of 2,000 for growth.

`python -m lms.bench.scale`, started by `manage.py bench` in a place of its own for each size; PostgreSQL alone.
"""
