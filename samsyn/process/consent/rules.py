"""Whose yes is needed, who has answered, and what has been agreed. Nothing here writes.

Called by the family and those who lead: what is read here is the family's (`ScopeKind.FAMILY`).
"""

from __future__ import annotations

from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from samsyn.cases.access import is_renewing
from samsyn.cases.models import Case, Place, Question, Scope, ScopeKind
from samsyn.kernel.decision import ALLOWED, Decision, refuse
from samsyn.process.consent import agreeing, anew, custody, deciders
from samsyn.process.consent.asked import (
    agenda,
    given,
    inquiry,
    no_without_a_talk,
    not_to_raise,
    received,
    stance,
    wanted,
)
from samsyn.process.consent.deciders import GUARDIANS, REPRESENTATIVES, whose_yes
from samsyn.process.consent.models import HEARS, Answer, Authority, Pair, WantedParty
from samsyn.process.consent.terms import default_last_day, letter, scopes_for, works_there

__all__ = ["GUARDIANS", "REPRESENTATIVES", "not_to_raise", "received", "stance", "whose_yes"]
__all__ += ["default_last_day", "letter", "works_there"]


def answer_of(case: Case, place: Place) -> Answer | None:
    return Standing(case).answers.get(place.person_id)


class Standing:
    """How it stands with yes and no in a case, each thing read once; made anew after a change."""

    def __init__(self, case: Case):
        self.case = case

    agenda = cached_property(lambda self: agenda(self.case))
    wanted = cached_property(lambda self: wanted(self.case))
    inquiry = cached_property(lambda self: inquiry(self.case))
    given = cached_property(lambda self: given(self.case))
    rule = cached_property(lambda self: whose_yes(self.case))

    @cached_property
    def answers(self) -> dict[int, Answer]:
        """What counts, by person."""
        return {person: anew.holds(rows) for person, rows in self.given.items()}

    @cached_property
    def covered(self) -> list[Question]:
        """What consent is about: the questions of the meeting, and those the plan in force is still about."""
        return [*self.agenda, *anew.left_behind(self.case)]

    @cached_property
    def facts(self) -> list[Authority]:
        """Custody, decisions and maturity, as far as they change whose yes is needed."""
        return deciders.facts(self.case)

    @cached_property
    def needed(self) -> list[Place]:
        """Whose yes opens. C028, C189: every guardian who decides, or the one it is about, or both."""
        return deciders.needed(self.case, self.rule, self.facts)

    @cached_property
    def beside(self) -> list[Place]:
        """C095: a god man or förvaltare is asked too; that answer is kept, and opens and shuts nothing."""
        kinds = REPRESENTATIVES if self.rule.representative else frozenset()
        return [p for p in self.case.people if p.kind in kinds and p not in self.needed]

    @property
    def asked(self) -> list[Place]:
        """Everybody who is asked; also one who is not waited for any longer, and may still answer."""
        late = deciders.places_of_kind(self.facts, deciders.NOT_WAITED_FOR)
        return [*self.needed, *self.beside, *(p for p in self.case.people if p.pk in late - self._counted)]

    @property
    def _counted(self) -> set[int]:
        return {place.pk for place in (*self.needed, *self.beside)}

    @property
    def someone_decides(self) -> Decision:
        """A guardian must be in the case while guardians decide; nobody's silence counts as a yes."""
        guarded = self.rule.guardians and not deciders.matured(self.facts)
        if guarded and not deciders.guardians(self.case.people, self.facts):
            return refuse(
                _("Vårdnadshavarna behöver säga ja, men ingen av dem är med här. Lägg till dem först.")
            )
        return ALLOWED

    @cached_property
    def reads_all(self) -> bool:
        """May the reader see everybody's own answer? So does whoever leads; nobody in the family does."""
        return all(self.reads(place) for place in self.needed)

    def reads(self, place: Place) -> bool:
        """Does that one's answer lie in a scope of the reader's?"""
        talks = (s.owner_id for s in self.case.scopes_seen if s.kind == ScopeKind.TALK)
        return place.person_id in talks

    @property
    def missing(self) -> list[Place]:
        """Who has not answered the question as last put, to whoever leads.

        In the family an answer is missing as long as not all that was asked is agreed to: the other one's
        silence, no and yes to a part look the same.
        """
        return [p for p in self.needed if not (self.has_answered(p) if self.reads(p) else self.is_complete)]

    @property
    def is_complete(self) -> bool:
        """Has all that was asked a yes from everybody? What is no longer wished for is waited for no more."""
        if self.inquiry is None or self.inquiry.pairs <= self.pairs:
            return self.inquiry is not None
        left = self.inquiry.pairs & self.now_asked
        return bool(left) and left <= self.pairs

    def has_answered(self, place: Place) -> bool:
        rows = self.given.get(place.person_id, [])
        return any(self.inquiry and answer.inquiry_id == self.inquiry.pk for answer in rows)

    def said_no_to_new(self, place: Place) -> bool:
        """No to what was asked anew, while an earlier yes goes on."""
        counts = self.answers.get(place.person_id)
        asked = self.inquiry
        return bool(asked and counts and self.has_answered(place) and counts.inquiry_id != asked.pk)

    @property
    def pairs(self) -> set[Pair]:
        """The intersection: one no, or one who has not answered, leaves nothing; nor does a day passed."""
        return self.agreed.pairs

    @cached_property
    def agreed(self) -> agreeing.Agreed:
        """What everybody whose yes is needed has said yes to; never what one of them has said."""
        if not self.needed or not self.someone_decides:
            return agreeing.NOTHING
        if not self.reads_all:
            return agreeing.told(self.case, self.needed, self.spared)
        said = [(self.answers.get(p.person_id), self.spared.get(p.person_id, set())) for p in self.needed]
        return agreeing.worked_out(said)

    @property
    def spared(self) -> dict[int, set[str]]:
        return deciders.spared(self.facts)

    @cached_property
    def granted(self) -> dict[WantedParty, list[Question]]:
        """What all whose yes is needed have said yes to, by party."""
        return self._by_party(self.agenda)

    @cached_property
    def open_to(self) -> dict[WantedParty, list[Question]]:
        """What is open now, by party: also questions that only the plan in force is about."""
        return self._by_party(self.covered)

    def _by_party(self, questions: list[Question]) -> dict[WantedParty, list[Question]]:
        pairs = self.pairs
        by_party = {p: [q for q in questions if (p.ref, q.ref) in pairs] for p in self.wanted}
        return {party: found for party, found in by_party.items() if found}

    def scopes(self, party: WantedParty) -> list[Scope]:
        """What is open to that party.

        While the next plan is prepared, what concerns all questions is neither opened nor shut by a question
        that is added or taken away: a yes to all that was asked goes on being a yes to all.
        """
        found = scopes_for(self.case, self.open_to[party])
        if not is_renewing(self.case):
            return found
        whole = [self.case.scope_of(ScopeKind.WHOLE)] if party.ref in self.agreed.whole else []
        return [scope for scope in found if scope.kind != ScopeKind.WHOLE] + whole

    @cached_property
    def hearing(self) -> list[WantedParty]:
        """C097: interpreters whom all have said yes to: they are told when and where, and read nothing."""
        pairs = self.pairs
        return [party for party in self.wanted if party.hears and (party.ref, HEARS) in pairs]

    @property
    def last_day(self) -> date | None:
        """Through which day what is agreed holds: the earliest of the days in the answers."""
        return self.agreed.last_day

    @property
    def now_asked(self) -> set[Pair]:
        """What a question put now would ask."""
        asked = [one.ref for one in self.covered]
        return {(p.ref, one) for p in self.wanted for one in ([HEARS] if p.hears else asked)}

    @property
    def is_due(self) -> bool:
        """Has something been added, or has time run out, since the question was last put?"""
        asked = self.inquiry
        return asked is None or asked.has_ended() or bool(self.now_asked - asked.pairs)

    @property
    def all_said_yes(self) -> Decision:
        if self.inquiry is None:
            return refuse(_("Familjen har inte fått frågan om samtycke än."))
        if self.inquiry.has_ended():
            return refuse(_("Tiden för familjens ja har gått ut. Fråga igen."))
        if self.missing and not self.reads_all:
            return refuse(_("Alla har inte sagt ja till allt än."))
        if self.missing:
            names = {"names": ", ".join(place.called for place in self.missing)}
            return refuse(_("Alla har inte svarat på frågan om samtycke. Vi väntar på: %(names)s.") % names)
        if self.reads_all and self.no_of_the_child:
            name = {"name": self.case.called}
            return refuse(_("%(name)s har sagt nej. Prata med %(name)s först om hur ni gör.") % name)
        if not self.granted:
            return refuse(_("Det finns ingenting som alla har sagt ja till. Prata med familjen."))
        return self.custody

    @cached_property
    def no_of_the_child(self) -> bool:
        """Has the child last said no, and has nobody talked with it about that yet? (C057, texts 2)"""
        return no_without_a_talk(self.case)

    @cached_property
    def custody(self) -> Decision:
        """Is it proved that those whose yes counts are guardians?"""
        return custody.is_proved(self.case, self.needed)


def needed(case: Case) -> list[Place]:
    """Whose yes is needed."""
    return Standing(case).needed


def missing(case: Case) -> list[Place]:
    """Who has not answered the question as last put."""
    return Standing(case).missing


def granted(case: Case) -> dict[WantedParty, list[Question]]:
    """What all whose yes is needed have said yes to, by party. Empty until all of them have answered."""
    return Standing(case).granted


def all_said_yes(case: Case) -> Decision:
    """May others be told and called? C027–C030: all have answered, and there is something all agree to."""
    return Standing(case).all_said_yes
