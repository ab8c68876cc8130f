"""Serve the trained model on the loopback interface, with nothing of a conversation in any log.

Usage: HEARD_BOT_TOKEN=… bot/.venv/bin/python bot/serve.py --port 5005 [--model FILE]. Prints nothing; ready when
`GET /status?token=…` answers with a model file. The token guards everything that shows a tracker.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--model", type=Path, default=HERE / "models" / "heard.tar.gz")
    options = parser.parse_args()
    token = os.environ.pop("HEARD_BOT_TOKEN", "")
    if not token:
        sys.exit("Set HEARD_BOT_TOKEN: without a token anyone on this machine could read a conversation.")
    if not options.model.exists():
        sys.exit(f"There is no model at {options.model}. Run: bot/.venv/bin/python bot/train.py")

    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Rasa's log lines carry what was typed, below the level of errors and sometimes in them.
    os.environ["LOG_LEVEL"] = os.environ["LOG_LEVEL_LIBRARIES"] = "CRITICAL"
    warnings.filterwarnings("ignore")
    logging.disable(logging.ERROR)

    sys.path.insert(0, str(HERE))  # endpoints.yml names short_memory
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.CRITICAL)
    serve_application(
        model_path=str(options.model),
        interface="127.0.0.1",
        port=options.port,
        credentials=str(HERE / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(HERE / "endpoints.yml")),
        auth_token=token,
        enable_api=True,
    )


if __name__ == "__main__":
    main()
