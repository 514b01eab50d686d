"""The demo district, Alder County Schools: loaded by `manage.py load_demo`, through the actions that people use."""
