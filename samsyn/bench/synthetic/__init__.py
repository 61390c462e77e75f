"""Synthetic cases of national size: made up, consistent, and never mixed with real ones."""
