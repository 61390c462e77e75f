"""The needs-and-risk analysis per kind of place (HSLF-FS 2016:40, 4 kap.), made for `docs/needs.md`.

What each may do comes from the table of who; why, what can go wrong and what is done about it from
`needs.yaml`. A body that uses samsyn adopts it, with its own changes, before it gives anybody a duty.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

REASONS = Path(__file__).with_name("needs.yaml")
MADE = "<!-- Generated from samsyn/command/needs.yaml and samsyn/cases by `make docs`; edit those. -->"
HEAD = """
# Behovs- och riskanalys

För varje sätt att vara med i en SIP: varför åtkomsten behövs, vad den öppnar, vad som kan gå fel, vad som
hindrar det, och när den upphör. Verksamheten antar den, med egna ändringar, innan någon får ett uppdrag
(HSLF-FS 2016:40, 4 kap.). Vad var och en får göra är hämtat ur programmets egen tabell, och vad som öppnas
jämförs med databasen i ett prov. Hot och vad som möter dem: [threats.md](threats.md).

Utrymmena heter: `frame` (vilka som är med, tider), `whole` (det som rör alla frågor), `question` (en fråga),
`family` (familjen och den som leder), `talk` (en i familjen och den som leder), `party` (en verksamhets
eget), `one` (en persons eget), `apart` (som ett annat utrymme, men utan en person), `staff` (om skydd; bara
den som leder eller tar emot begäran).

Ingen plats i en SIP har: den som **granskar loggen** (ser vem som har läst, inte vad det handlar om), den som
**ger support** (bara i en session med namn, skäl och slut, som familjen läser om), den som **sköter enheter
och uppdrag** (ser inga familjer) och den som **driver tjänsten** (se threats.md).
"""


def reasons() -> dict[str, Any]:
    return yaml.safe_load(REASONS.read_text(encoding="utf-8"))


def page() -> str:
    from samsyn.cases.models import PlaceKind

    found = reasons()
    parts = [_part(kind, found[kind.value]) for kind in PlaceKind]
    return "\n".join([MADE, HEAD, *parts])


def _part(kind: Any, told: dict[str, Any]) -> str:
    from samsyn.cases.access import WHO
    from samsyn.cases.stages import Op

    verbs = [str(op.label) for op in Op if kind in WHO[op]]
    scopes = ", ".join(f"`{scope}`" for scope in told["reads"])
    label = str(kind.label)
    lines = [
        f"## {label[0].upper()}{label[1:]}",
        "",
        f"**Behov.** {told['need']}",
        "",
        f"**Ser.** {scopes}",
        "",
    ]
    lines += [f"**Gör ({len(verbs)}).** {'; '.join(verbs) or 'Ingenting.'}", ""]
    lines += ["**Risker.**", "", *(f"* {risk}" for risk in told["risks"]), ""]
    lines += ["**Vad som hindrar dem.**", "", *(f"* {one}" for one in told["done"]), ""]
    return "\n".join([*lines, f"**Upphör.** {told['ends']}", ""])
