"""WHEN: which verb is allowed in which stage, and where it leads (None: the case stays where it is)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    NOTICED = "noticed", _("Någon har sett ett behov")
    PREPARING = "preparing", _("Vi förbereder mötet")
    CALLED = "called", _("Mötet är bestämt")
    MEETING = "meeting", _("Mötet pågår")
    PLANNED = "planned", _("Planen gäller")
    FOLLOWING_UP = "following_up", _("Vi följer upp planen")
    CLOSED = "closed", _("SIP:en är avslutad")
    DECLINED = "declined", _("Det blev ingen SIP")


class Op(models.TextChoices):
    """The verbs of the process. The label is the line in the family's log, after the actor's name."""

    TAKE_ON = "take_on", _("tog hand om begäran")
    ANSWER_SIGNAL = "answer_signal", _("svarade på en signal om att en SIP kan behövas")
    NOTE_DISCHARGE = "note_discharge", _("antecknade att någon snart skrivs ut från sjukhuset")
    EXPLAIN_DELAY = "explain_delay", _("förklarade varför det tar längre tid")
    ATTACH_FILE = "attach_file", _("lade till ett brev eller en bild")
    REMOVE_FILE = "remove_file", _("tog bort ett brev eller en bild")
    APPOINT_SUCCESSOR = "appoint_successor", _("utsåg en ny som håller ihop SIP:en")
    END_FAMILY_PLACE = "end_family_place", _("tog bort någon i familjen från SIP:en")
    LEAVE_CASE = "leave_case", _("lämnade SIP:en")
    COME_OF_AGE = "come_of_age", _("gav planen till den som har blivit vuxen")
    MOVE_CASE = "move_case", _("lämnade över SIP:en till en annan kommun")
    TALK_WITH_FAMILY = "talk_with_family", _("pratade med familjen om oron")
    ADD_FAMILY_MEMBER = "add_family_member", _("lade till någon i familjen")
    START_PREPARING = "start_preparing", _("började förbereda en SIP")
    DECLINE = "decline", _("tackade nej till SIP")
    REFUSE = "refuse", _("sa nej till att starta en SIP")
    APPROVE_REQUEST = "approve_request", _("svarade på någon annans begäran om SIP")
    RECORD_AUTHORITY = "record_authority", _("skrev vem som får bestämma")
    CHECK_CUSTODY = "check_custody", _("kontrollerade vem som är vårdnadshavare")
    JUDGE_MATURITY = "judge_maturity", _("skrev hur barnets mognad har bedömts")
    BOOK_TALK = "book_talk", _("bokade ett samtal om samtycke")
    TALK_ABOUT_NO = "talk_about_no", _("pratade om ett nej")
    END_WAITING = "end_waiting", _("slutade vänta på ett svar")
    ANSWER_SAFETY = "answer_safety", _("svarade på frågan om trygghet")
    ASSESS_RISK = "assess_risk", _("bedömde en risk")
    PROTECT = "protect", _("ändrade hur uppgifter skyddas")
    CHOOSE_SENDING = "choose_sending", _("valde hur något lämnas")
    ASK_SEEING = "ask_seeing", _("frågade vem som ska se det nya i planen")
    ANSWER_SEEING = "answer_seeing", _("svarade på vem som ska se det nya i planen")
    DECIDE_SEEING = "decide_seeing", _("bestämde vem som ska se det nya i planen")
    HIDE = "hide", _("dolde något")
    SHOW_AGAIN = "show_again", _("visade något igen")
    SHOW_TOGETHER = "show_together", _("visade något tillsammans")
    SET_CODE = "set_code", _("valde en egen kod")
    KEEP = "keep", _("sparade något bara för sig")
    ASK_READINGS = "ask_readings", _("frågade om läsningarna")
    ANSWER_READINGS = "answer_readings", _("svarade på en fråga om läsningarna")
    WRITE_QUESTION = "write_question", _("skrev en fråga till mötet")
    REMOVE_QUESTION = "remove_question", _("tog bort en fråga")
    WISH_PARTY = "wish_party", _("sa vem som ska vara med")
    LEAVE_OUT_PARTY = "leave_out_party", _("tog bort någon som skulle vara med")
    SAY_NOT_TO_RAISE = "say_not_to_raise", _("sa vad som inte ska tas upp")
    ASK_CONSENT = "ask_consent", _("frågade om samtycke")
    ANSWER_CONSENT = "answer_consent", _("svarade på frågan om samtycke")
    RECORD_CONSENT = "record_consent", _("skrev in ett svar om samtycke")
    WITHDRAW_CONSENT = "withdraw_consent", _("tog tillbaka ett ja")
    SAY_STANCE = "say_stance", _("sa vad barnet självt tycker")
    PREPARE = "prepare", _("förberedde sig")
    HAND_IN = "hand_in", _("lämnade in sina svar")
    PREPARE_PARTY = "prepare_party", _("skrev sin del inför mötet")
    CALL = "call", _("kallade till mötet")
    ANSWER_CALL = "answer_call", _("svarade på kallelsen")
    OPEN_MEETING = "open_meeting", _("öppnade mötet")
    MARK_PRESENCE = "mark_presence", _("skrev upp vilka som kom")
    APPOINT_SECRETARY = "appoint_secretary", _("utsåg en sekreterare")
    SHOW_PRELIMINARY = "show_preliminary", _("visade den preliminära planen för familjen")
    ANSWER_PRELIMINARY = "answer_preliminary", _("svarade på den preliminära planen")
    WRITE_PLAN = "write_plan", _("skrev i planen")
    ESTABLISH = "establish", _("fastställde planen")
    APPROVE = "approve", _("svarade på planen")
    SEND_COPIES = "send_copies", _("lämnade ut planen")
    ACKNOWLEDGE_COPY = "acknowledge_copy", _("kvitterade sin kopia")
    CONFIRM_MEASURE = "confirm_measure", _("tog på sig en insats")
    MARK_MEASURE = "mark_measure", _("skrev hur det går med en insats")
    WRITE_NOTE = "write_note", _("skrev till den som håller ihop planen")
    ASK_ERRAND = "ask_errand", _("bad om hjälp att nå någon annan")
    ANSWER_ERRAND = "answer_errand", _("svarade om hjälpen att nå någon annan")
    PLAN_WEEK = "plan_week", _("skrev in när något händer i veckan")
    WRITE_TIME = "write_time", _("skrev hur mycket tid hjälpen tar")
    JOURNAL_FOLLOW_UP = "journal_follow_up", _("förde in uppföljningen i sitt eget system")
    BEGIN_FOLLOW_UP = "begin_follow_up", _("började uppföljningen")
    WRITE_ATTAINMENT = "write_attainment", _("skrev hur det har gått")
    NEXT_ROUND = "next_round", _("bestämde att fortsätta med en ny SIP")
    CLOSE = "close", _("avslutade SIP:en")


OPEN = frozenset(Stage) - {Stage.CLOSED, Stage.DECLINED}
IN_FORCE = frozenset({Stage.PLANNED, Stage.FOLLOWING_UP})
BEFORE_MEETING = frozenset({Stage.PREPARING, Stage.CALLED})
STARTED = OPEN - {Stage.NOTICED}

MOVES: dict[Op, tuple[frozenset[Stage], Stage | None]] = {
    # verb                   allowed in                              leads to
    Op.TAKE_ON: (frozenset({Stage.NOTICED}), None),
    Op.ANSWER_SIGNAL: (frozenset({Stage.NOTICED, Stage.PREPARING, Stage.DECLINED}), None),
    Op.NOTE_DISCHARGE: (OPEN, None),
    Op.EXPLAIN_DELAY: (BEFORE_MEETING | {Stage.NOTICED}, None),
    Op.ATTACH_FILE: (OPEN, None),
    Op.REMOVE_FILE: (OPEN, None),
    Op.APPOINT_SUCCESSOR: (OPEN, None),
    Op.END_FAMILY_PLACE: (OPEN, None),
    Op.LEAVE_CASE: (STARTED, None),
    Op.COME_OF_AGE: (STARTED, None),
    Op.MOVE_CASE: (STARTED, None),
    Op.TALK_WITH_FAMILY: (frozenset({Stage.NOTICED}), None),
    Op.ADD_FAMILY_MEMBER: (OPEN, None),
    Op.START_PREPARING: (frozenset({Stage.NOTICED}), Stage.PREPARING),
    Op.DECLINE: (frozenset({Stage.NOTICED, Stage.PREPARING}), Stage.DECLINED),
    Op.REFUSE: (frozenset({Stage.NOTICED}), Stage.DECLINED),
    Op.APPROVE_REQUEST: (frozenset({Stage.NOTICED}), None),
    Op.RECORD_AUTHORITY: (OPEN, None),
    Op.CHECK_CUSTODY: (OPEN, None),
    Op.JUDGE_MATURITY: (OPEN, None),
    Op.BOOK_TALK: (OPEN, None),
    Op.TALK_ABOUT_NO: (STARTED, None),
    Op.END_WAITING: (STARTED, None),
    Op.ANSWER_SAFETY: (OPEN, None),
    Op.ASSESS_RISK: (OPEN, None),
    Op.PROTECT: (frozenset(Stage), None),  # what is kept is protected as long as it is kept
    Op.CHOOSE_SENDING: (OPEN, None),
    Op.ASK_SEEING: (STARTED, None),
    Op.ANSWER_SEEING: (STARTED, None),
    Op.DECIDE_SEEING: (STARTED, None),
    Op.HIDE: (frozenset(Stage), None),
    Op.SHOW_AGAIN: (frozenset(Stage), None),
    Op.SHOW_TOGETHER: (STARTED, None),
    Op.SET_CODE: (OPEN, None),
    Op.KEEP: (frozenset(Stage), None),
    Op.ASK_READINGS: (frozenset(Stage), None),  # also about a plan that is closed (architecture 4)
    Op.ANSWER_READINGS: (frozenset(Stage), None),
    Op.WRITE_QUESTION: (frozenset({Stage.PREPARING}), None),
    Op.REMOVE_QUESTION: (frozenset({Stage.PREPARING}), None),
    Op.WISH_PARTY: (BEFORE_MEETING, None),
    Op.LEAVE_OUT_PARTY: (BEFORE_MEETING, None),
    Op.SAY_NOT_TO_RAISE: (BEFORE_MEETING, None),
    Op.ASK_CONSENT: (BEFORE_MEETING | IN_FORCE, None),  # renewed before it ends
    Op.ANSWER_CONSENT: (STARTED, None),
    Op.RECORD_CONSENT: (STARTED, None),
    Op.WITHDRAW_CONSENT: (STARTED, None),
    Op.SAY_STANCE: (STARTED, None),
    Op.PREPARE: (BEFORE_MEETING | {Stage.MEETING}, None),
    Op.HAND_IN: (BEFORE_MEETING | {Stage.MEETING}, None),
    Op.PREPARE_PARTY: (BEFORE_MEETING | {Stage.MEETING}, None),
    Op.CALL: (BEFORE_MEETING, Stage.CALLED),
    Op.ANSWER_CALL: (frozenset({Stage.CALLED, Stage.FOLLOWING_UP}), None),
    Op.OPEN_MEETING: (frozenset({Stage.CALLED}), Stage.MEETING),
    Op.MARK_PRESENCE: (frozenset({Stage.MEETING, Stage.FOLLOWING_UP}), None),
    Op.APPOINT_SECRETARY: (STARTED, None),
    Op.SHOW_PRELIMINARY: (frozenset({Stage.MEETING}), None),
    Op.ANSWER_PRELIMINARY: (frozenset({Stage.MEETING}), None),
    Op.WRITE_PLAN: (frozenset({Stage.MEETING}), None),
    Op.ESTABLISH: (frozenset({Stage.MEETING}), Stage.PLANNED),
    Op.APPROVE: (IN_FORCE, None),
    Op.SEND_COPIES: (IN_FORCE, None),
    Op.ACKNOWLEDGE_COPY: (IN_FORCE | {Stage.CLOSED}, None),
    Op.CONFIRM_MEASURE: (IN_FORCE, None),
    Op.MARK_MEASURE: (STARTED, None),  # the plan stays in force while the next one is prepared
    Op.WRITE_NOTE: (STARTED, None),
    Op.ASK_ERRAND: (STARTED, None),
    Op.ANSWER_ERRAND: (STARTED, None),
    Op.PLAN_WEEK: (STARTED, None),
    Op.WRITE_TIME: (STARTED, None),
    Op.JOURNAL_FOLLOW_UP: (STARTED | {Stage.CLOSED}, None),
    Op.BEGIN_FOLLOW_UP: (IN_FORCE, Stage.FOLLOWING_UP),
    Op.WRITE_ATTAINMENT: (frozenset({Stage.FOLLOWING_UP}), None),
    Op.NEXT_ROUND: (frozenset({Stage.FOLLOWING_UP}), Stage.PREPARING),
    Op.CLOSE: (IN_FORCE, Stage.CLOSED),
}
