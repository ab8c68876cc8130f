"""Run by the test beside it: sends one finished draft again and again in child processes that are killed on the way.

Prints one line for each child: how long it lived (ms), and whether it was killed before it ended.
"""

import os
import signal
import sys
import time
from pathlib import Path

from tests.walker import Walker
from web.app import create_app
from web.extensions import db
from web.settings import Settings


def up_to_sending(walker: Walker) -> None:
    page = walker.get("/consultations/twelve-commitments")
    page = walker.submit(next(f for f in page.read.forms if f.action.endswith("/start")))
    while "send" not in page.form_with("step").data()["step"]:
        form = page.form_with("step")
        values = {name: form.values(name)[0] for name in form.named("radio")}
        values |= {name: form.values(name)[:1] for name in form.named("checkbox")}
        values |= dict.fromkeys(form.named("textarea"), "The nurse listened to me and it helped a lot")
        page = walker.submit(form, **values)


def main(instance: Path, rounds: int) -> None:
    settings = Settings(instance=instance, database_url=f"sqlite:///{instance / 'heard.db'}", extra={"TESTING": True})
    app = create_app(settings)
    slowest = 0.0
    for number in range(rounds):
        walker = Walker(app.test_client())
        up_to_sending(walker)
        with app.app_context():
            db.engine.dispose()
        if number == 0:
            # The first is sent in peace, to learn how long sending takes.
            began = time.monotonic()
            walker.submit(walker.page.form_with("step"))
            slowest = time.monotonic() - began
            continue
        child = os.fork()
        if child == 0:
            walker.submit(walker.page.form_with("step"))
            os._exit(0)
        time.sleep(slowest * number / rounds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print(f"{slowest * number / rounds * 1000:.0f} {'killed' if os.WIFSIGNALED(status) else 'ended'}", flush=True)


main(Path(sys.argv[1]), int(sys.argv[2]))
