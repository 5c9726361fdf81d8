"""`certify new`: a firm's or an audit's file, ready to be filled in.

What is not given as an argument is asked for at a terminal, and is wrong usage elsewhere.
"""

from __future__ import annotations

import click

from generator.commands.new_audit import audit_command
from generator.commands.new_firm import firm_command


@click.group("new")
def command() -> None:
    """新建企业或审核的文件 / A new firm's or audit's file, ready to be filled in."""


command.add_command(firm_command)
command.add_command(audit_command)
