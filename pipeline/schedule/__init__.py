"""Unattended rebuilds: which briefs are due, one run a slot, and people told when one fails.

    specs ─entry─▶ schedules ─plan─▶ runs ─table─▶ crew ─▶ outcomes ─plan─▶ table ─▶ feed, telling

`cron` and `plan` are pure: they are told the time. SQLite, processes, mail and programmes stand at the edges. What a
run does is handed in by whoever starts the scheduler.
"""
