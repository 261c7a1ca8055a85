"""`rusfelt`: its commands, and how each ends."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

import click
from click.core import ParameterSource

from graph_build.errors import FaultyFacts, RusfeltError
from rusfelt.help_text import example
from rusfelt.terminal import ReaderGone, open_standard_streams, standard_output, tell

# Each command by the module that has it, under its own name.
COMMANDS: Mapping[str, str] = {
    "build": "build",
    "validate": "validate",
    "check-facts": "check_facts",
    "add-source": "add_source",
    "review": "review",
    "scan": "scan",
    "check": "check",
    "locate": "locate",
    "table": "table",
    "query": "query",
    "serve": "serve",
    "export": "export",
    "mcp": "mcp_stdio",
}


class Commands(click.Group):
    """Loads the command that is called: nobody waits, or takes memory, for what the others need."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The names, in the order in which one meets them."""
        return [*COMMANDS]

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"rusfelt.commands.{COMMANDS[name]}")
        command = getattr(module, name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("rusfelt serve", "rusfelt query cq07"),
)
@click.version_option(package_name="rusfelt", prog_name="rusfelt")
def cli() -> None:
    """The knowledge graph of Norway's escalation plan for the substance use field.

    Exit status: 0 done, 1 the data does not conform, 2 wrong usage, or input or output that cannot
    be read or written, 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every foreseen error is a line on stderr, never a traceback."""
    open_standard_streams()
    with standard_output():
        status = _status(arguments)
    sys.exit(status)


def _status(arguments: Sequence[str] | None) -> int:
    """What a command ends with, once all that it has written is written."""
    try:
        status = cli.main(args=arguments, prog_name="rusfelt", standalone_mode=False)
        sys.stdout.flush()
    except FaultyFacts as error:
        for fault in error.faults:
            tell(str(fault))
        return 2 if error.unreadable else 1
    except RusfeltError as error:
        tell(f"rusfelt: {error}")
        return 2
    except click.ClickException as error:
        tell(f"rusfelt: {_blamed(error).format_message()}")
        return 2
    except (click.Abort, KeyboardInterrupt):
        # 128 + SIGINT, as shells have it.
        return 130
    except ReaderGone:
        return 0
    return status if isinstance(status, int) else 0


def _blamed(error: click.ClickException) -> click.ClickException:
    """The error, which names the variable of the environment where the value came from there."""
    if not isinstance(error, click.BadParameter) or error.ctx is None or error.param is None:
        return error
    context, name = error.ctx, error.param.name
    if name and context.get_parameter_source(name) is ParameterSource.ENVIRONMENT:
        envvar = error.param.envvar or f"{context.auto_envvar_prefix}_{name.upper()}"
        error.param_hint = envvar if isinstance(envvar, str) else " / ".join(envvar)
    return error
