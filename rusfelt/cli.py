"""`rusfelt`: build, validate, check-facts, scan, locate, query, serve."""

import sys
from collections.abc import Sequence

import click

from graph_build.errors import FaultyFacts, RusfeltError
from rusfelt.commands import build, facts, query, serve, validate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rusfelt", prog_name="rusfelt")
def cli() -> None:
    """The knowledge graph of Norway's escalation plan for the substance use field.

    Exit status: 0 done, 1 the data does not conform, 2 wrong usage or unreadable input.
    """


for command in (
    build.build,
    validate.validate,
    facts.check_facts,
    facts.scan,
    facts.locate,
    query.query,
    serve.serve,
):
    cli.add_command(command)


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
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
