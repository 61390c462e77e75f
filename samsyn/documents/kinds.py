"""KINDS: all that leaves samsyn as a document: a sheet for the printer, text for the own journal, a picture.

None is made ahead or kept: each is a page that asks for the reader's rights as it is opened, and writes
the reading down. A document that does not stand here does not exist (tests/test_kinds.py asks the addresses).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samsyn.audit.models import Part
from samsyn.cases.models import Case
from samsyn.documents.models import StoredFile

Given = Callable[[Case], list[dict[str, str]]]
Get = Callable[[str], Any]


def _once(case: Case) -> list[dict[str, str]]:
    return [{}]


def _files(case: Case) -> list[dict[str, str]]:
    """As far as the reader sees them."""
    rows = StoredFile.objects.filter(case=case, removed_at=None).order_by("pk")
    return [{"file_ref": ref} for ref in rows.values_list("ref", flat=True)]


@dataclass(frozen=True)
class Kind:
    """`page`: its address. `part`: what is written down as read. `rights`: what is asked as it is opened."""

    page: str
    label: str | Promise
    part: Part
    rights: str
    given: Given = _once

    def addresses(self, case: Case) -> list[str]:
        return [reverse(self.page, kwargs={"ref": case.ref, **given}) for given in self.given(case)]

    def attempt(self, get: Get, case: Case) -> list[bytes]:
        """All of this kind that somebody gets in a case; `get` opens an address as that one."""
        answers = [get(address) for address in self.addresses(case)]
        return [answer.content for answer in answers if answer.status_code == 200]


OF_SCOPES = "open_case, then row security: a section or row is there for whoever has its scope now"

KINDS: dict[str, Kind] = {
    "plan": Kind("copies:print", _("Planen på papper"), Part.PLAN, OF_SCOPES),
    "journal": Kind(
        "copies:journal", _("Planen som text för journalen"), Part.COPIES,
        "open_case, a place as staff with a copy handed over, then row security",
    ),
    "follow_up_journal": Kind(
        "followup:journal", _("Uppföljningen som text för journalen"), Part.JOURNAL,
        "open_case, a place as staff, then row security",
    ),
    "week": Kind("everyday:sheet", _("Veckan på papper"), Part.EVERYDAY, OF_SCOPES),
    "picture": Kind("files:picture", _("Ett brev eller en bild"), Part.FILES, OF_SCOPES, given=_files),
    "readings": Kind(
        "logreview:extract", _("Utdrag om vilka som har läst"), Part.READINGS,
        "open_case, a place in the family, then row security",
    ),
}  # fmt: skip
