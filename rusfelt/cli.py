"""`rusfelt`: build, validate, check-facts, scan, locate, query, serve."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from graph_build.errors import FaultyFacts, RusfeltError

# Each command by the module that has it, under its own name.
COMMANDS: Mapping[str, str] = {
    "build": "build",
    "validate": "validate",
    "check-facts": "check_facts",
    "scan": "scan",
    "locate": "locate",
    "query": "query",
    "serve": "serve",
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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rusfelt", prog_name="rusfelt")
def cli() -> None:
    """The knowledge graph of Norway's escalation plan for the substance use field.

    Exit status: 0 done, 1 the data does not conform, 2 wrong usage or unreadable input.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every foreseen error is a line on stderr, never a traceback."""
    try:
        status = cli.main(args=arguments, prog_name="rusfelt", standalone_mode=False)
    except FaultyFacts as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        sys.exit(2 if error.unreadable else 1)
    except RusfeltError as error:
        click.echo(f"rusfelt: {error}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"rusfelt: {error.format_message()}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        # 128 + SIGINT, as shells have it.
        sys.exit(130)
    except BrokenPipeError:
        # `rusfelt query … | head -1`: the reader has gone. Python would complain on stderr while it exits.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
