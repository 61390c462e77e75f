"""Files as they are stored: in the database, under the same walls as everything else in a case."""

from __future__ import annotations

from django.db import models

from samsyn.cases.models import CaseRow, Place


class StoredFile(CaseRow):
    """A letter or a picture, drawn anew. Taken away softly: what somebody has relied on does not vanish."""

    title = models.CharField(max_length=200)
    language = models.CharField(max_length=20, default="sv")
    body = models.BinaryField()
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of the body
    added_by = models.ForeignKey(Place, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title
