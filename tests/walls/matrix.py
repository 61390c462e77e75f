"""Who may do what, and when: written by hand from what the law, the agreements and the seeds say.

Not made from MOVES and WHO: it is what they are held against. A change there is a change here, on purpose.

Stages: N noticed, P preparing, C called, M meeting, E plan in force, F following up, X closed, D declined.
Places: c child, p person, g guardian, r representative, n close person, t receiver, h manager, v convener,
o coordinator, s secretary, m member, i interpreter.
"""

from types import SimpleNamespace
from typing import Any

from samsyn.cases import access
from samsyn.cases.models import PlaceKind
from samsyn.cases.stages import MOVES, Op, Stage

STAGES = dict(zip("NPCMEFXD", Stage, strict=True))
PLACES = dict(zip("cpgrnthvosmi", PlaceKind, strict=True))

EXPECTED = """
take_on            N       -  t
answer_signal      NPD     -  tvo
note_discharge     NPCMEF  -  vosm
explain_delay      NPC     -  vo
attach_file        NPCMEF  -  cpgrvosm
remove_file        NPCMEF  -  cpgrvosm
appoint_successor  NPCMEF  -  hvo
end_family_place   NPCMEF  -  vo
leave_case         PCMEF   -  vosm
come_of_age        PCMEF   -  vo
move_case          PCMEF   -  vo
talk_with_family   N       -  vo
add_family_member  NPCMEF  -  vo
start_preparing    N       P  vo
decline            NP      D  cpgrvo
refuse             N       D  tvo
approve_request    N       -  pgrvo
record_authority   NPCMEF  -  vo
check_custody      NPCMEF  -  tvo
judge_maturity     NPCMEF  -  vo
book_talk          NPCMEF  -  pgrvo
talk_about_no      PCMEF   -  vo
end_waiting        PCMEF   -  vo
answer_safety      NPCMEF  -  cpgrtvo
assess_risk        NPCMEF  -  tvo
protect            NPCMEFXD -  tvo
choose_sending     NPCMEF  -  vo
ask_seeing         PCMEF   -  vo
answer_seeing      PCMEF   -  cvo
decide_seeing      PCMEF   -  vo
hide               NPCMEFXD -  cvosm
show_again         NPCMEFXD -  cvo
show_together      PCMEF   -  vo
set_code           NPCMEF  -  vo
keep               NPCMEFXD -  c
ask_readings       NPCMEFXD -  cpgr
answer_readings    NPCMEFXD -  vo
write_question     P       -  cpgrvo
remove_question    P       -  cpgrvo
wish_party         PC      -  cpgrvo
leave_out_party    PC      -  cpgrvo
say_not_to_raise   PC      -  cpgrvo
ask_consent        PCEF    -  vo
answer_consent     PCMEF   -  cpgr
record_consent     PCMEF   -  vo
withdraw_consent   PCMEF   -  cpgrvo
say_stance         PCMEF   -  cvo
prepare            PCM     -  cpgr
hand_in            PCM     -  cpgr
prepare_party      PCM     -  vosm
call               PC      C  vo
answer_call        CF      -  cpgrnvosmi
open_meeting       C       M  vo
appoint_secretary  PCMEF   -  vo
show_preliminary   M       -  vo
answer_preliminary M       -  cpgrvo
mark_presence      MF      -  vos
write_plan         M       -  vos
establish          M       E  vo
approve            EF      -  cpgrvo
send_copies        EF      -  vo
acknowledge_copy   EFX     -  vosm
confirm_measure    EF      -  vosm
mark_measure       PCMEF   -  cpgrvosm
write_note         PCMEF   -  cpgrvosm
ask_errand         PCMEF   -  cpgrvo
answer_errand      PCMEF   -  vo
plan_week          PCMEF   -  cpgrvosm
write_time         PCMEF   -  cpgr
journal_follow_up  PCMEFX  -  vosm
begin_follow_up    EF      F  vo
write_attainment   F       -  vos
next_round         F       P  vo
close              EF      X  vo
"""


def expected() -> dict[str, tuple[set[Stage], Stage | None, set[PlaceKind]]]:
    rows = (line.split() for line in EXPECTED.strip().splitlines())
    return {
        verb: ({STAGES[s] for s in stages}, STAGES.get(to), {PLACES[p] for p in places})
        for verb, stages, to, places in rows
    }


def in_place(kind: PlaceKind, stage: Stage) -> tuple[Any, Any]:
    """An actor with that one place, and a case at that stage, which waits for no risk assessment."""
    duty = None if kind in access.FAMILY | {PlaceKind.CLOSE} else SimpleNamespace(pk=2)
    by = SimpleNamespace(person=SimpleNamespace(pk=1), assignment=duty)
    place = SimpleNamespace(person_id=1, assignment_id=duty and 2, kind=kind)
    return by, SimpleNamespace(people=[place], stage=stage, guarding=SimpleNamespace(waits=False))


def faults(op: Op) -> list[str]:
    """Where the two tables, asked through `may`, say something else than what is written here."""
    stages, leads_to, kinds = expected()[op]
    found = [] if MOVES[op][1] == leads_to else [f"{op} leads to {MOVES[op][1]}"]
    for stage in Stage:
        for kind in PlaceKind:
            said = bool(access.may(*_ask(kind, stage, op)))
            if said != (stage in stages and kind in kinds):
                found.append(f"{kind} may{'' if said else ' not'} {op} at {stage}")
    return found


def _ask(kind: PlaceKind, stage: Stage, op: Op) -> tuple[Any, Op, Any]:
    by, case = in_place(kind, stage)
    return by, op, case
