"""`brief schema`: what a spec or a file of schedules may say, for editors."""

from __future__ import annotations

import click

from pipeline.cli.screen import Screen


@click.command()
@click.argument("kind", metavar="[KIND]", type=click.Choice(["spec", "schedule"]), default="spec")
@click.pass_obj
def schema(screen: Screen, kind: str) -> int:
    """Print the JSON Schema of specs, or of schedule.yaml.

    Editors complete and check a spec whose first line names it: # yaml-language-server: $schema=brief.schema.json
    """
    import json

    from pipeline.read import json_schema

    screen.out.line(json.dumps(json_schema(kind), indent=2, ensure_ascii=True))
    return 0
