"""What the site's pages use besides the database: the vault, the pipeline, the definitions, the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from consultations.pipeline import Pipeline
from consultations.store.vault import Vault
from web.settings import Settings


@dataclass(frozen=True)
class Services:
    settings: Settings
    vault: Vault
    pipeline: Pipeline


def services() -> Services:
    return cast(Services, current_app.extensions["heard"])
