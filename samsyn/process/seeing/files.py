"""Letters and pictures that are kept from one in the family."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.documents.models import StoredFile
from samsyn.process.seeing import items


def register() -> None:
    items.register(items.Kind("file", _rows, _title, lambda row: row.added_by.person_id))


def _rows(case: Case) -> Iterable[StoredFile]:
    there = StoredFile.objects.filter(case=case, removed_at=None).select_related("added_by")
    return there.defer("body").order_by("pk")


def _title(_case: Case, row: StoredFile) -> str:
    return _("Bild: %(title)s") % {"title": row.title}
