"""On which ground somebody gets the plan, in one or two sentences.

Everybody in the case reads it (who has received, never what), so questions are named by number: one who has
a yes to one question must not learn here what another one is about.
"""

from __future__ import annotations

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.agreements import rules as agreements
from samsyn.cases.access import LEADERS
from samsyn.cases.models import Case, Place, PlaceKind
from samsyn.kernel import clock
from samsyn.process.consent.rules import Standing
from samsyn.web.dates import kortdatum

LAWS = ("sol", "hsl")  # the two provisions behind a SIP


def in_words(standing: Standing, place: Place, scopes: set[int]) -> str:
    """Whose yes, to which questions, when, until when, and the paragraphs."""
    if place.assignment_id is None:
        return _own(standing.case, place)
    if place.kind in LEADERS:
        return _("%(name)s håller ihop planen. %(law)s.") % {"name": place.called, "law": _law()}
    return _consent(standing, scopes)


def _own(case: Case, place: Place) -> str:
    """C146: the family and the child have it because it is theirs."""
    if place.pk == case.subject_place.pk:
        return _("Ett eget exemplar: planen gäller %(name)s.") % {"name": place.called}
    kind = str(PlaceKind(place.kind).label)
    return _("Ett eget exemplar som %(kind)s.") % {"kind": kind}


def _consent(standing: Standing, scopes: set[int]) -> str:
    numbers = [str(asked.number) for asked in standing.agenda if asked.scope_id in scopes]
    given = standing.answers
    said = [given[place.person_id] for place in standing.needed if place.person_id in given]
    told = {
        "names": _listed([answer.place.called for answer in said]),
        "numbers": _listed(numbers),
        "day": kortdatum(max(answer.at for answer in said)) if said else "",
        "last": kortdatum(standing.last_day) if standing.last_day else "",
        "law": _law(),
    }
    return (
        ngettext(
            "Samtycke till fråga %(numbers)s från %(names)s, %(day)s. Gäller till %(last)s. %(law)s.",
            "Samtycke till frågorna %(numbers)s från %(names)s, %(day)s. Gäller till %(last)s. %(law)s.",
            len(numbers),
        )
        % told
    )


def _listed(names: list[str]) -> str:
    return get_text_list(names, _("och"))


def _law() -> str:
    today = clock.today()
    return "; ".join(str(agreements.law(code, today)) for code in LAWS)
