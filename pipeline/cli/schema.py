"""`brief schema`: what a spec may say, for editors."""

from __future__ import annotations

import click

from pipeline.cli.screen import Screen


@click.command()
@click.pass_obj
def schema(screen: Screen) -> int:
    """Print the JSON Schema of specs.

    Editors complete and check a spec whose first line names it: # yaml-language-server: $schema=brief.schema.json
    """
    import json

    from pipeline.read import json_schema

    screen.out.line(json.dumps(json_schema(), indent=2, ensure_ascii=True))
    return 0
