"""The verbs of letters and pictures: add one for those who may see it, and take it away."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction

from samsyn.audit.actions import Change
from samsyn.cases.access import places_of
from samsyn.cases.actions import begin, finish
from samsyn.cases.models import Case, Scope
from samsyn.cases.stages import Op
from samsyn.documents import pictures
from samsyn.documents.models import StoredFile
from samsyn.kernel import clock
from samsyn.kernel.decision import require
from samsyn.people.actor import Actor
from samsyn.process.files import rules


@transaction.atomic
def attach(
    *, case: Case, by: Actor, scope: Scope, title: str, upload: BinaryIO, language: str = "sv"
) -> StoredFile:
    """Add a letter or picture (at most 10 MB), seen by those who see `scope`.

    Raises `Refused` for what is no picture, too large, too many, or not the actor's audience to choose.
    """
    case = begin(Op.ATTACH_FILE, case=case, by=by)
    require(rules.own_audience(case, by, scope), rules.there_is_room(case))
    drawn = pictures.redrawn(upload)
    made = StoredFile.objects.create(
        case=case,
        scope=scope,
        title=title,
        language=language,
        body=drawn.body,
        media_type=pictures.MEDIA_TYPE,
        width=drawn.width,
        height=drawn.height,
        size=len(drawn.body),
        digest=drawn.digest,
        added_by=places_of(by, case)[0],
        added_at=clock.now(),
    )
    changes = [Change("title", scope.pk, new=title), Change("digest", scope.pk, new=drawn.digest)]
    finish(Op.ATTACH_FILE, case=case, subject=made.ref, scope_id=scope.pk, changes=changes)
    return made


@transaction.atomic
def take_away(*, case: Case, by: Actor, file: StoredFile) -> None:
    """Nobody opens it any more; that it was there, and who took it away, stays on the list."""
    case = begin(Op.REMOVE_FILE, case=case, by=by)
    require(rules.may_take_away(case, by, file))
    file.removed_at, file.removed_by = clock.now(), places_of(by, case)[0]
    file.save(update_fields=["removed_at", "removed_by"])
    changes = [Change("title", file.scope_id, old=file.title)]
    finish(Op.REMOVE_FILE, case=case, subject=file.ref, scope_id=file.scope_id, changes=changes)
