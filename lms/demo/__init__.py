"""The demo district: Alder County Schools. Loaded by `manage.py load_demo`, through the same actions that people use."""
