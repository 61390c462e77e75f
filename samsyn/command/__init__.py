"""The command line of samsyn."""


def main() -> int:
    """Filled below: one file a command."""
    return 0
