"""Every address there is, read from the resolver, and how a test gets there. One without a row fails."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.documents.models import StoredFile
from samsyn.people.models import Assignment, Organisation, Unit
from samsyn.process.plans.models import Goal, Measure
from samsyn.public.reading import PAGES

NOBODY = "0" * 16  # a ref that no row has
CASE = "sip/<str:ref>/"
# Open to everybody, each with its reason.
PUBLIC = {
    "front": "says what a SIP is, before anybody has signed in",
    "sign_in": "is where one signs in",
    "alive": "asked by whoever watches the server; says nothing of anybody",
    "ready": "asked by whoever watches the server; says nothing of anybody",
    "accessibility": "the law's statement on accessibility must be open to all",
    "data": "says how data are handled, before anybody has signed in",
    "fits": "helps anybody find out whether to ask; keeps nothing",
    **dict.fromkeys(PAGES, "is for anybody to read"),
    "agreements:agreement": "says what holds where one lives; names nobody",
    "agreements:version": "says what holds where one lives; names nobody",
    "leave": "is left by from every page, also when the session is over",
}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    given: tuple[str, ...]

    @property
    def of_case(self) -> bool:
        return self.route.startswith(CASE)


def addresses() -> list[Address]:
    return sorted(_walk(get_resolver()), key=lambda address: address.name)


def _walk(resolver: URLResolver, spaces: tuple[str, ...] = (), route: str = "") -> Iterator[Address]:
    for one in resolver.url_patterns:
        path = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Address(":".join((*spaces, one.name or "")), path, tuple(one.pattern.converters))
        else:
            yield from _walk(one, (*spaces, one.namespace) if one.namespace else spaces, path)


# What an address of a case needs beside its ref: a value found as one of the case's people.
WITHIN_CASE: Mapping[str, Callable[[Case], Any]] = {
    "place_ref": lambda case: (
        Place.objects.filter(case=case, kind=PlaceKind.GUARDIAN)
        .order_by("pk")
        .values_list("ref", flat=True)
        .first()
    ),
    "goal_ref": lambda case: (
        Goal.objects.filter(case=case).order_by("pk").values_list("ref", flat=True).first()
    ),
    "number": lambda case: 1,
    "measure_ref": lambda case: (
        Measure.objects.filter(case=case).order_by("pk").values_list("ref", flat=True).first()
    ),
    "note_ref": lambda case: NOBODY,  # only takes a form
    "errand_ref": lambda case: NOBODY,  # only takes a form
    "question_ref": lambda case: NOBODY,  # only takes a form
    "kind": lambda case: "file",
    "row_ref": lambda case: (
        StoredFile.objects.filter(case=case).order_by("pk").values_list("ref", flat=True).first() or NOBODY
    ),
    "file_ref": lambda case: (
        StoredFile.objects.filter(case=case).order_by("pk").values_list("ref", flat=True).first()
    ),
}
# Addresses of no case: who sees the page, and with what.
OTHER: Mapping[str, tuple[str, Callable[[], Mapping[str, Any]]]] = {
    "agreements:index": ("guardian", dict),
    "agreements:ours": ("coordinator", dict),
    "agreements:unit": ("guardian", lambda: _first(Unit)),
    "agreements:values": ("operator", lambda: _first(Organisation)),
    "agreements:change_shared": ("operator", lambda: _in_county() | {"key": "meeting_within"}),
    "agreements:change_own": ("operator", lambda: _first(Organisation) | {"key": "reply_within"}),
    "agreements:remove_change": ("operator", lambda: _first(Organisation) | {"change_ref": NOBODY}),
    "agreements:keeper": ("operator", lambda: _in_county()),
    "agreements:choose": ("operator", lambda: _first(Organisation)),
    "agreements:agreement": ("guardian", lambda: {"code": "halland"}),
    "agreements:version": ("guardian", lambda: {"code": "halland", "number": 1}),
    "consent:second": ("coordinator", dict),
    "initiative:new": ("guardian", dict),
    "initiative:signal": ("police", dict),
    "initiative:without_name": ("police", dict),
    "initiative:sent": ("police", lambda: {"ref": NOBODY}),
    "logreview:start": ("reviewer", dict),
    "logreview:log": ("reviewer", dict),
    "logreview:guide": ("reviewer", dict),
    "logreview:row": ("reviewer", lambda: {"ref": NOBODY}),
    "logreview:alarm": ("reviewer", lambda: {"ref": NOBODY}),
    "logreview:review": ("reviewer", lambda: {"ref": NOBODY}),
    "logreview:release": ("reviewer", lambda: {"ref": NOBODY}),
    "logreview:support": ("operator", dict),
    "logreview:session": ("operator", lambda: {"ref": NOBODY}),
    "logreview:close": ("operator", lambda: {"ref": NOBODY}),
    "overview:at_work": ("coordinator", dict),
    "overview:family": ("guardian", dict),
    "overview:mine": ("child", dict),
    "overview:unit": ("manager", dict),
    "overview:search": ("coordinator", dict),
    "overview:switch": ("nurse", dict),
    "people:start": ("operator", dict),
    "people:new_organisation": ("operator", dict),
    "people:logotype": ("operator", lambda: _first(Organisation)),
    "people:organisation": ("operator", lambda: _first(Organisation)),
    "people:change_organisation": ("operator", lambda: _first(Organisation)),
    "people:change_principal": ("operator", lambda: _first(Organisation)),
    "people:change_logotype": ("operator", lambda: _first(Organisation)),
    "people:new_unit": ("operator", lambda: _first(Organisation)),
    "people:unit": ("operator", lambda: _first(Unit)),
    "people:change_unit": ("operator", lambda: _first(Unit)),
    "people:close_unit": ("operator", lambda: _first(Unit)),
    "people:new_staff": ("operator", lambda: _first(Unit)),
    "people:new_duty": ("operator", lambda: _first(Unit)),
    "people:change_duty": ("operator", lambda: _first(Assignment)),
    "people:end_duty": ("operator", lambda: _first(Assignment)),
    "people:leave": ("operator", lambda: _first(Assignment)),
    "notices:ways": ("guardian", dict),
    "notices:test": ("guardian", dict),
    "safety:second": ("coordinator", dict),
    "safety:answer_second": ("coordinator", lambda: {"asked_ref": NOBODY}),  # only takes a form
    "succession:unled": ("manager", dict),
    "sign_out": ("guardian", dict),
}


def _first(model: Any) -> Mapping[str, str]:
    return {"ref": model.objects.order_by("pk")[0].ref}


def _in_county() -> Mapping[str, str]:
    """An organisation that shares a county's agreement: the national ground has no keeper."""
    return {"ref": Organisation.objects.filter(agreement="halland").order_by("pk")[0].ref}


def unknown(address: Address) -> str:
    """The address with values that nobody has."""
    values = {"number": 1, "code": "x"}
    return reverse(address.name, kwargs={name: values.get(name, NOBODY) for name in address.given})


def in_case(address: Address, case: Case) -> str:
    """As one reaches it who is in the case."""
    extra = {name: WITHIN_CASE[name](case) or NOBODY for name in address.given if name != "ref"}
    return reverse(address.name, kwargs={"ref": case.ref, **extra})
