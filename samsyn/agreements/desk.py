"""What lies on the desk of whoever keeps an agreement: its values, the changes, and what one would mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samsyn.agreements import changes, rules, showing, wording
from samsyn.agreements.forms import ChangeValue
from samsyn.agreements.keys import KEYS
from samsyn.agreements.models import Change, Profile
from samsyn.kernel import clock
from samsyn.kernel.decision import Decision
from samsyn.people.actor import Actor
from samsyn.people.models import Organisation
from samsyn.web.dates import datum

NOT_SAID = {"csrfmiddlewaretoken", "once", "step"}


@dataclass(frozen=True)
class Told:
    """One change as it is listed."""

    change: Change
    question: str
    answer: str
    own: bool
    may_remove: Decision


def of(by: Actor, organisation: Organisation, today: date) -> dict[str, Any]:
    """The page of an organisation's agreement: what holds, what is coming, what was changed, and who may."""
    profile = changes.followed(organisation)
    now, shared = rules.in_force(profile.code, today), changes.shared(profile)
    told = [_told(one, profile) for one in changes.standing(profile)]
    return {
        "organisation": organisation,
        "profile": profile,
        "shared": shared,
        "now": now,
        "parts": [
            (
                heading,
                [(key, showing.line(now, key, today)) for key in keys.split() if changes.changeable(key)],
            )
            for heading, keys in showing.PARTS.items()
        ],
        "coming": [one for one in told if one.change.valid_from > today],
        "begun": [one for one in reversed(told) if one.change.valid_from <= today],
        "followers": list(changes.followers(shared)),
        "may_shared": changes.may_change(by, organisation, shared=True),
        "may_name": changes.may_name_keeper(by, profile),
    }


def _told(one: Change, profile: Profile) -> Told:
    return Told(
        change=one,
        question=str(KEYS[one.key].heading),
        answer=changes.in_words(one.key, one.entry),
        own=one.profile.ground_id is not None,
        may_remove=changes.may_remove(profile, one),
    )


def sentence(one: Change) -> str:
    """A coming change in one sentence."""
    given = {
        "day": datum(one.valid_from),
        "question": KEYS[one.key].heading,
        "answer": changes.in_words(one.key, one.entry),
    }
    return _("Från %(day)s: %(question)s %(answer)s") % given


def form(data: QueryDict | None, organisation: Organisation, key: str, shared: bool) -> ChangeValue:
    """Asks for a change; the boxes hold what stands today."""
    profile = changes.followed(organisation)
    code = changes.shared(profile).code
    now = rules.in_force(code if shared else profile.code, clock.today())
    below = None if shared else lambda since: rules.in_force(code, since)[key]
    return ChangeValue(data, key=key, now=now, below=below)


def asked(form: ChangeValue, organisation: Organisation, shared: bool) -> dict[str, Any]:
    return {
        "form": form,
        "organisation": organisation,
        "shared": shared,
        "question": KEYS[form.key].heading,
        "now": form.now,
        "stands": wording.plain(form.now, form.key),
        "source": rules.source(form.now, form.key, clock.today()),
    }


def preview(form: ChangeValue, organisation: Organisation, shared: bool) -> dict[str, Any]:
    """What the change would mean, before it is saved."""
    profile = changes.followed(organisation)
    since = form.cleaned_data["since"]
    later = [
        one
        for one in changes.standing(profile)
        if one.key == form.key and one.valid_from > since and (one.profile.ground_id is None) == shared
    ]
    return {
        "becomes": changes.in_words(form.key, form.said()),
        "since": since,
        "new_source": form.cleaned_data["source"],
        "verified": form.said()["verified"],
        "later": [sentence(one) for one in later],
        "followers": list(changes.followers(changes.shared(profile))) if shared else [organisation],
        "typed": [(name, one) for name, given in form.data.lists() for one in given if name not in NOT_SAID],
    }
