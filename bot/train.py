"""Train the bot's model when, and only when, what it is made from has changed.

Usage, from any folder: bot/.venv/bin/python bot/train.py [--force]. Writes models/heard.tar.gz and, beside it, the digest of
everything that went in (configuration, domain, training data, lock file). Needs no network.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODELS = HERE / "models"
MODEL = MODELS / "heard.tar.gz"
DIGEST = MODELS / "heard.sha256"


def inputs() -> list[Path]:
    """Every file that the model depends on, in a fixed order."""
    found = [HERE / "config.yml", HERE / "uv.lock"]
    for folder in ("domain", "data"):
        found += sorted((HERE / folder).rglob("*.yml"))
    return found


def digest() -> str:
    """One hash over the names and contents of `inputs()`."""
    whole = hashlib.sha256()
    for path in inputs():
        whole.update(f"{path.relative_to(HERE).as_posix()}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def is_current() -> bool:
    """Is there a model, made from the inputs as they are now?"""
    return MODEL.exists() and DIGEST.exists() and DIGEST.read_text().strip() == digest()


def train() -> None:
    """Train, and put the new model in place only when it is whole."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.chdir(HERE)
    warnings.filterwarnings("ignore")
    from rasa.model_training import train as rasa_train
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)

    before = digest()
    MODELS.mkdir(exist_ok=True)
    result = rasa_train(
        domain=str(HERE / "domain"),
        config=str(HERE / "config.yml"),
        training_files=[str(HERE / "data")],
        output=str(MODELS),
        fixed_model_name="new",
        force_training=True,
    )
    if result.code != 0 or result.model is None:
        sys.exit("The bot was not trained: see the messages above.")
    DIGEST.unlink(missing_ok=True)
    Path(result.model).replace(MODEL)
    DIGEST.write_text(before + "\n")


def main() -> None:
    if is_current() and "--force" not in sys.argv[1:]:
        print("The bot's model is up to date.")
        return
    train()
    print(f"Trained: {MODEL.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
