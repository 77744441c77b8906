"""`brief schema`: what the files may say that people write, and those that brief writes; for editors and programs."""

from __future__ import annotations

import click

from pipeline.cli.screen import Screen

OF = ("spec", "schedule", "distribution", "manifest", "ledger", "copies")


@click.command()
@click.argument(
    "of", metavar="[spec|schedule|distribution|manifest|ledger|copies]", type=click.Choice(OF), default="spec"
)
@click.pass_obj
def schema(screen: Screen, of: str) -> int:
    """Print the JSON Schema of specs, of schedule.yaml, of a distribution list, of an edition's manifest.json, or of a
    line of a ledger.jsonl or of a copies.jsonl.

    Editors complete and check a spec whose first line names it: # yaml-language-server: $schema=brief.schema.json
    """
    if of in ("spec", "schedule", "distribution"):
        import json

        from pipeline.read import json_schema

        screen.out.line(json.dumps(json_schema(of), indent=2, ensure_ascii=True))
        return 0
    from pipeline import assets

    screen.out.line(assets.read_text(f"{of}.schema.json").rstrip("\n"))
    return 0
