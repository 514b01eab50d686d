"""Trains and measures the linear models of `scoring.learned`.

scikit-learn and scipy stay in here: the site never imports this package (a contract in pyproject.toml).
"""
