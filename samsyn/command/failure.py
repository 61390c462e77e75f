"""How a command says no."""


class Failure(Exception):
    """One sentence that says what is wrong and what to do; printed without a traceback."""

    code = 1


class WrongUse(Failure):
    """The command was called in a way that cannot work."""

    code = 2
