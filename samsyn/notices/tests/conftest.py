"""A mail server, and the worker's role beside the web's."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest

from samsyn.cases.models import Case, Place
from samsyn.notices import actions, sending, telling
from samsyn.notices.kinds import Detail, NoticeKind, OutletName
from samsyn.notices.models import Notice
from samsyn.notices.telling import About
from tests.harness.database import Databases, point_at
from tests.harness.smtp import MailServer, mail_server


@pytest.fixture
def post(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that this installation sends through; what is told leaves at once."""
    with mail_server() as desk:
        settings.SAMSYN_SMTP, settings.NOTICE_PAUSE = desk.url, 0
        settings.SAMSYN_MAIL_FROM, settings.SAMSYN_ADDRESS = "sip@exempel.se", "https://sip.exempel.se"
        monkeypatch.setattr("samsyn.notices.mail.WAIT", 0.5)
        yield desk


@pytest.fixture
def as_worker(fresh_database: str, databases: Databases) -> Callable[[], AbstractContextManager[None]]:
    """Inside, the default connection is a real login as samsyn_jobs."""

    @contextmanager
    def work() -> Iterator[None]:
        point_at(databases.cluster.url("jobs", fresh_database))
        try:
            yield
        finally:
            point_at(databases.cluster.url("app", fresh_database))

    return work


class Desk:
    """What the tests say: who has an address, who is told, and that the worker does a round."""

    def __init__(self, acting: Callable, as_worker: Callable, ref: str):
        self.acting, self.as_worker, self.ref = acting, as_worker, ref

    def mail_to(self, who: str, address: str, detail: str = Detail.TIME) -> None:
        with self.acting(who) as by:
            actions.say_how(by=by, outlet=OutletName.MAIL, address=address, detail=detail)

    def place_of(self, who: str, cast: Mapping) -> Place:
        member = cast[who]
        places = Case.objects.get(ref=self.ref).people
        return next(p for p in places if p.person_id == member.person_id)

    def tell(self, who: str, cast: Mapping, kind: str = NoticeKind.CALLED, **given: object) -> None:
        with self.acting("coordinator", case=self.ref):
            case = Case.objects.get(ref=self.ref)
            about = About(given.pop("scope_id", case.scope_id), **given)
            telling.tell(case, NoticeKind(kind), self.place_of(who, cast), about)

    def send(self) -> int:
        with self.as_worker():
            return sending.send_due()

    def newest(self) -> Notice:
        with self.acting("coordinator", case=self.ref):
            return Notice.objects.order_by("-pk").select_related("place")[0]


@pytest.fixture
def desk(acting: Callable, as_worker: Callable, cases: Mapping[str, str], owner: psycopg.Connection) -> Desk:
    """Nobody waits to be told what the demo wrote: some minutes after it was made, it would be due."""
    owner.execute("update notices_notice set done_at = now() where done_at is null")
    return Desk(acting, as_worker, cases["planned"])
