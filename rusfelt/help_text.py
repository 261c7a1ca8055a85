"""The end of a help, of the program and of each command."""


def example(*lines: str) -> str:
    """The end of a command's help: how it is called."""
    # \b: click leaves the lines that follow as they are.
    return "\b\nExample:\n" + "\n".join(f"  $ {line}" for line in lines)
