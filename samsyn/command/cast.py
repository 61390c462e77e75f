"""`python -m samsyn.command.cast`: the demo's people and cases; a step of `samsyn demo`."""

from samsyn.command import place

if __name__ == "__main__":
    with place.django("app"):
        from samsyn import demo

        demo.build()
