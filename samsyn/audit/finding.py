"""What `samsyn verify` tells of."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """What is wrong, and with which row; `seq` 0 when the row is the chain's head."""

    chain: str
    seq: int
    what: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
