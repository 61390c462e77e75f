"""Tests that fail for code not yet written: they read the source, the resolver and the catalogue."""
