"""What was learned from texts that people rated: linear models of tone, receptiveness, reacting and asking."""

from .model import Judgment, Model, load_model

__all__ = ["Judgment", "Model", "load_model"]
