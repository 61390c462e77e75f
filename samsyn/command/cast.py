"""`python -m samsyn.command.cast`: the demo's people and cases; a step of `samsyn demo`."""

import os
from pathlib import Path

from samsyn.command import place

if __name__ == "__main__":
    with place.django("app"):
        from samsyn.demo import cases, cast, everyday, states

        cast.build_cast()
        cases.build()
        everyday.build_many()
        states.build_states()
        cast.write_people(Path(os.environ["SAMSYN_DEMO_PEOPLE"]))
