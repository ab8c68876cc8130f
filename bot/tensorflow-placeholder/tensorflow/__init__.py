"""Not TensorFlow. Names that Rasa can import, subclass and mention in annotations, and that refuse to do anything else.

Rasa 3.6 imports TensorFlow when it starts, even when no component of the pipeline uses it. This package answers those
imports: `tensorflow.<anything>` is a module, and a name in it is a class. Calling one raises `ImportError`, so that a
pipeline that does need TensorFlow stops at once and says why. See README.md beside this package for the alternative.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType
from typing import Any

__version__ = "2.12.0"
IS_PLACEHOLDER = True

REASON = (
    "{name} was used, but only a placeholder for TensorFlow is installed. Take components that need TensorFlow out of "
    "config.yml, or install tensorflow-cpu==2.12.0 as bot/tensorflow-placeholder/README.md describes."
)


class _Name(type):
    """A name of TensorFlow's: any attribute of it is another such name; calling it raises `ImportError`."""

    def __getattr__(cls, attribute: str) -> type:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return _name(f"{cls._path}.{attribute}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise ImportError(REASON.format(name=cls._path))

    def __or__(cls, other: Any) -> Any:
        return cls


def _name(path: str) -> type:
    return _Name(path.rpartition(".")[2], (), {"_path": path, "__module__": path.rpartition(".")[0]})


class _Module(ModuleType):
    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return _name(f"{self.__name__}.{attribute}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes `import tensorflow.keras.backend`, and `keras` where Rasa names it alone, give a module of names."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in ("tensorflow", "keras"):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the names are made as they are asked for."""


sys.meta_path.append(_Finder())


def __getattr__(attribute: str) -> Any:
    if attribute.startswith("__"):
        raise AttributeError(attribute)
    return _name(f"tensorflow.{attribute}")
