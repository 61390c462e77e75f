"""A process of its own that casts cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samsyn.bench.synthetic.order import Order

if TYPE_CHECKING:
    from samsyn.bench.synthetic.casting import Casting

_casting: list[Casting] = []


def begin(order: Order) -> None:
    import django

    django.setup()
    from samsyn.bench.synthetic.casting import Casting

    _casting.append(Casting(order))


def write(first: int, last: int) -> int:
    return _casting[0].write(first, last)
