"""Letters and pictures: who sees them is chosen first, nothing but pixels is kept, and the walls hold."""

import io
import re

import pytest
from PIL import Image

from samsyn.cases.models import ScopeKind
from samsyn.cases.wall import enter_case
from samsyn.documents.models import StoredFile
from samsyn.kernel.decision import Refused
from samsyn.kernel.picture import LARGEST_FILE
from samsyn.process.files import actions, rules

TITLE = "Brev från skolan 🦊 قاعة <script>alert(1)</script>"


def letter(kind="JPEG", size=(800, 600), **saved):
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind, **saved)
    written.seek(0)
    written.name = f"brev.{kind.lower()}"
    return written


def audience(family, who, kind):
    case, by = family.speaks(who)
    return next(one.scope for one in rules.audiences(case, by) if one.scope.kind == kind)


def attached(family, who, kind, title=TITLE):
    scope = audience(family, who, kind)
    case, by = family.speaks(who)
    return actions.attach(case=case, by=by, scope=scope, title=title, upload=letter())


def seen(family, who):
    family.become(who)
    enter_case(family.ref)
    return set(StoredFile.objects.values_list("ref", flat=True))


def address(family, page=""):
    return f"/sip/{family.ref}/filer/{page}"


def sends(client, family, scope, upload, title=TITLE):
    page = client.get(address(family, "ny/")).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    given = {"once": once, "title": title, "audience": scope.ref, "file": upload}
    return client.post(address(family, "ny/"), given)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_is_kept_is_a_new_picture_without_anything_beside_its_pixels(agreed, kind):
    exif = Image.Exif()
    exif[0x010E] = "hemlig adress"
    scope = audience(agreed, "guardian", ScopeKind.FAMILY)
    case, by = agreed.speaks("guardian")
    sent = letter(kind, exif=exif) if kind in ("JPEG", "WEBP", "PNG") else letter(kind)
    made = actions.attach(case=case, by=by, scope=scope, title=TITLE, upload=sent)
    body = bytes(made.body)
    assert b"hemlig adress" not in body
    assert Image.open(io.BytesIO(body)).format == "JPEG"
    assert (made.width, made.height) == (800, 600)


def test_each_file_is_seen_by_its_own_audience_and_nobody_else(agreed):
    whole = attached(agreed, "guardian", ScopeKind.WHOLE).ref
    question = attached(agreed, "guardian", ScopeKind.QUESTION).ref
    family = attached(agreed, "guardian", ScopeKind.FAMILY).ref
    own = attached(agreed, "guardian", ScopeKind.ONE).ref
    talk = attached(agreed, "guardian", ScopeKind.TALK).ref
    bups = attached(agreed, "bup", ScopeKind.PARTY).ref
    assert seen(agreed, "guardian") == {whole, question, family, own, talk}
    assert seen(agreed, "other_guardian") == {whole, question, family}
    assert seen(agreed, "coordinator") == {whole, question, family, talk}
    assert seen(agreed, "bup") == {whole, question, bups}
    assert seen(agreed, "school") == {question}
    for who in ("stranger", "colleague", "nurse_private", "habilitation"):
        assert seen(agreed, who) == set()


def test_after_withdrawal_the_unit_finds_no_file(agreed, client_as):
    made = attached(agreed, "guardian", ScopeKind.QUESTION)
    school = client_as("school")
    assert school.get(address(agreed, f"{made.ref}/bild/")).status_code == 200
    agreed.withdraw("guardian")
    assert school.get(address(agreed, f"{made.ref}/bild/")).status_code == 404
    assert seen(agreed, "school") == set()


def test_the_page_says_who_will_see_it_before_it_is_added(agreed, client_as):
    page = client_as("guardian").get(address(agreed, "ny/")).content.decode()
    assert "Bara jag" in page and "Familjen och Sara Lind" in page and "Sara Lind och jag" in page
    first = page.split("Alla som får veta om: ")[1]
    assert "Per Berg" in first.split("Alla som får veta")[0]
    assert "Bara vi i vår verksamhet" in client_as("bup").get(address(agreed, "ny/")).content.decode()


def test_it_is_added_looked_at_and_taken_away(agreed, client_as):
    scope = audience(agreed, "guardian", ScopeKind.QUESTION)
    client = client_as("guardian")
    assert sends(client, agreed, scope, letter()).status_code == 302
    made = StoredFile.objects.get(title=TITLE)
    listed = client_as("school").get(address(agreed)).content.decode()
    assert "Brev från skolan" in listed and "<script>alert" not in listed
    shown = client.get(address(agreed, f"{made.ref}/"))
    assert "Alla som får veta om: skolan" in shown.content.decode()
    raw = client.get(address(agreed, f"{made.ref}/bild/"))
    assert raw["Content-Type"] == "image/jpeg"
    assert raw["Cache-Control"] == "no-store"
    assert "Brev" not in raw["Content-Disposition"]
    assert client_as("school").post(address(agreed, f"{made.ref}/ta-bort/")).status_code == 403
    assert client.post(address(agreed, f"{made.ref}/ta-bort/")).status_code == 302
    assert client.get(address(agreed, f"{made.ref}/bild/")).status_code == 404
    assert "tog bort den" in client.get(address(agreed)).content.decode()


def test_two_different_files_with_the_same_words_are_both_kept(agreed, client_as):
    scope = audience(agreed, "guardian", ScopeKind.FAMILY)
    client = client_as("guardian")
    page = client.get(address(agreed, "ny/")).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    given = {"once": once, "title": "Teckning", "audience": scope.ref}
    one, other = letter().getvalue(), letter().getvalue()
    for body in (one, one, other):
        upload = io.BytesIO(body)
        upload.name = "bild.jpg"
        assert client.post(address(agreed, "ny/"), {**given, "file": upload}).status_code == 302
    assert StoredFile.objects.filter(title="Teckning").count() == 2


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"%PDF-1.7 en pdf", "Filen går inte att läsa som bild."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Filen går inte att läsa som bild."),
        (b"", "Filen är tom."),
        (b"x" * (LARGEST_FILE + 1), "större än 10 MB"),
    ],
)
def test_what_is_no_picture_comes_back_with_all_that_was_typed(agreed, client_as, body, sentence):
    scope = audience(agreed, "guardian", ScopeKind.FAMILY)
    upload = io.BytesIO(body)
    upload.name = "brev.png"
    response = sends(client_as("guardian"), agreed, scope, upload, title="Brevet om skolan")
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page and 'value="Brevet om skolan"' in page
    assert "Välj bilden igen" in page
    assert not StoredFile.objects.exists()


def test_nobody_adds_where_one_does_not_belong(agreed):
    """A stolen ref, a scope of another, too many: each is refused with its reason."""
    private = audience(agreed, "guardian", ScopeKind.ONE)
    case, by = agreed.speaks("coordinator")
    with pytest.raises(Refused, match="Du kan inte lägga något där"):
        actions.attach(case=case, by=by, scope=private, title=TITLE, upload=letter())


def test_there_is_an_end_to_how_many(agreed, monkeypatch):
    monkeypatch.setattr(rules, "AT_MOST", 1)
    attached(agreed, "guardian", ScopeKind.FAMILY)
    with pytest.raises(Refused, match="redan många filer"):
        attached(agreed, "guardian", ScopeKind.FAMILY)
