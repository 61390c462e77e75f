"""Two guardians who differ about Alva: she says yes to all of it, he not to the school.

Nothing of what they differ about is shared, neither reads the other's answer, and what both have said yes to
goes on. Made up, in everyday words.
"""

from __future__ import annotations

from samsyn.cases.stages import Stage
from samsyn.demo import cases
from samsyn.demo.ahlin import BOTH
from samsyn.demo.cast import acting, members
from samsyn.demo.content import Content
from samsyn.demo.story import Story
from samsyn.process.consent import actions as consent
from samsyn.process.consent import rules
from samsyn.process.consent.models import Kind
from samsyn.process.consent.wishes import actions as wishes

ALVA = Content(
    subject="differing_girl",
    family=BOTH,
    deciders=BOTH,
    indicators=("several_bodies",),
    worry="Alva sover dåligt och somnar i skolan. BUP och skolan vet inte vad den andra gör.",
    questions=("Hur kan Alva sova hela natten?", "Vad behöver skolan veta om nätterna?"),
    parties=("bup", "school"),
    not_to_raise="Varför mamma och pappa bor på olika håll.",
)
WISH = "Fröken får gärna vara med. Jag vill inte att det är för många."


def differ() -> str:
    """The ref. Her yes is to everything; his to BUP alone. The child has an answer about who comes."""
    story = Story(cases.case_at(Stage.PREPARING, content=ALVA), ALVA)
    with acting(ALVA.subject) as by:
        wish = wishes.say_wish(case=story.case(by), by=by, text=WISH)
    with acting("coordinator") as by:
        words = "Vi blir bara ni i familjen, Ali, Per och jag."
        wishes.answer_wish(case=story.case(by), by=by, wish=wish, answer="as_wished", words=words)
    cases.put_question(story)
    mother, father = BOTH
    with acting(mother) as by:
        case = story.case(by)
        consent.answer(case=case, by=by, inquiry=rules.inquiry(case), kind=Kind.YES)
    with acting(father) as by:
        case = story.case(by)
        asked = rules.inquiry(case)
        bup = members()["bup"].assignment_id
        let = {party.ref for party in rules.wanted(case) if party.assignment_id == bup}
        pairs = {pair for pair in asked.pairs if pair[0] in let}
        consent.answer(case=case, by=by, inquiry=asked, kind=Kind.PARTLY, pairs=pairs)
    return story.ref
