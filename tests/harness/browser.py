"""Chromium, driven by a test."""
