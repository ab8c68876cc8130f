"""In: the consultation files of this folder (and of HEARD_DEFINITIONS), framework.yml and scale.yml.
Out: checked `Consultation`, `Commitment` and `Choice` objects, or a `DefinitionError` naming file, line, fault and mend."""

from consultations.definitions.files import DefinitionError, Document, Problem
from consultations.definitions.loading import load, load_all, version_of
from consultations.definitions.shared import FRAMEWORK_FILE, SCALE_FILE, framework, scale
from consultations.definitions.texts import RespondentText, respondent_texts, shared_texts

__all__ = [
    "FRAMEWORK_FILE",
    "SCALE_FILE",
    "DefinitionError",
    "Document",
    "Problem",
    "RespondentText",
    "framework",
    "load",
    "load_all",
    "respondent_texts",
    "scale",
    "shared_texts",
    "version_of",
]
