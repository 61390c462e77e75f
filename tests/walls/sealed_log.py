"""The log of one case under seal, and what a skilful owner of the database would do to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import psycopg
from django.db import connection

from samsyn.audit import sealing
from samsyn.audit.models import Seal, SealedHead
from samsyn.audit.verify import verify
from samsyn.demo.owner import as_owner
from tests.walls.conftest import Known

LATER = "select set_config('app.test_now', (clock_timestamp() + interval '2 seconds')::text, false)"


class Log:
    """The log of one case in a database of its own, with three seals; tampered with as a superuser."""

    def __init__(
        self, url: Callable[[str], str], known: Known, path: Path, act: Callable[[str], None]
    ) -> None:
        self.url, self.known, self.path, self.act = url, known, path, act
        self.chain = f"case:{known.id}"
        self.superuser = psycopg.connect(url("postgres"), autocommit=True)
        self.superuser.execute("set session_replication_role = replica")  # past every trigger

    def change(self, statement: str, **values: object) -> psycopg.Cursor:
        done = self.superuser.execute(
            statement, {"chain": self.chain, **values} if "%(" in statement else None
        )
        assert done.rowcount, "nothing was changed"
        return done

    def seal(self) -> int | None:
        """As the worker does, with the two seconds gone that it keeps away from the present."""
        with as_owner(self.url("jobs")), connection.cursor() as cursor:
            cursor.execute(LATER)
            return sealing.seal()

    def findings(self, case: int | None = None) -> list[tuple[str, int]]:
        with as_owner(self.url("owner")):
            return [(one.chain, one.seq) for one in verify(case)]

    def words(self) -> list[str]:
        with as_owner(self.url("owner")):
            return [one.what for one in verify()]

    def lines(self) -> list[str]:
        return self.path.read_text().splitlines()


def rewrite(log: Log, seq: int) -> None:
    """The event is another one, and all after it, and the head, fit it: what a skilful owner would do."""
    asked = "select id, seq, line from audit_event where chain = %s and seq >= %s order by seq"
    prev = log.superuser.execute(
        "select prev from audit_event where chain = %s and seq = %s", [log.chain, seq]
    ).fetchone()[0]
    for pk, number, line in log.superuser.execute(asked, [log.chain, seq]).fetchall():
        told = json.loads(line)
        told[6] = "other" if number == seq else told[6]
        line = json.dumps(told, ensure_ascii=False)
        made = hashlib.sha256((prev + line).encode()).hexdigest()
        log.superuser.execute(
            "update audit_event set line = %s, verb = %s, prev = %s, hash = %s where id = %s",
            [line, told[6], prev, made, pk],
        )
        prev = made
    log.superuser.execute("update audit_chainhead set hash = %s where chain = %s", [prev, log.chain])


def last_seq(log: Log) -> int:
    return log.superuser.execute("select seq from audit_chainhead where chain = %s", [log.chain]).fetchone()[
        0
    ]


def reseal(log: Log, number: int) -> None:
    """The seal is made anew over what the database says now, signed with whatever key there is."""
    with as_owner(log.url("postgres")):
        seal, key = Seal.objects.get(number=number), sealing.signing_key()
        before = Seal.objects.filter(number=number - 1).first()
        found = SealedHead.objects.filter(seal=number).order_by("pk").values_list("chain", "seq", "hash")
        body = sealing.body_text(
            seal.number, seal.at, seal.lo, seal.hi, seal.to_event, [sealing.Head(*one) for one in found],
            bytes(seal.readings), before.hash if before else "", key.name,
        )  # fmt: skip
        signature = key.sign(body)
    digest = hashlib.sha256(body.encode()).hexdigest()
    log.superuser.execute(
        "update audit_seal set body = %s, hash = %s, signature = %s where number = %s",
        [body, digest, signature, number],
    )


def forge(log: Log) -> None:
    rewrite(log, last_seq(log))
    log.change(
        "update audit_sealedhead s set hash = h.hash from audit_chainhead h"
        " where s.chain = h.chain and s.seq = h.seq and h.chain = %(chain)s"
    )
    reseal(log, 3)
