"""A stand-in for TensorFlow, so that Rasa runs without it.

Rasa 3.6 imports TensorFlow whatever the pipeline: its neural components (DIET, TED, UnexpecTED, ResponseSelector,
ConveRT, LanguageModelFeaturizer) do so at the top of their files, and every start of Rasa imports those files. Canary
uses none of them. TensorFlow costs about 8 seconds at every start, 300 MB of memory and a gigabyte of disk, and the
last release that Rasa accepts gets no security fixes. docs/decisions/0001-rasa-without-tensorflow.md has the figures
and how equal behaviour was proved.

    from bot.dialogue.tensorflow_standin import install
    install()            # before the first import of rasa; harmless to repeat
    import rasa.core.agent

What it does: any module called `tensorflow` or `keras`, or below them, is made on the spot. Any name taken from one is
a class that can be subclassed, nested and used in annotations, which is all Rasa does with TensorFlow while it is being
imported. Making an instance or calling one raises TensorFlowMissing: a neural component put into config.yml fails at
once and by name, it never half works.

Risk if it fails: Rasa does not start, loudly. A real TensorFlow that is installed beside it is refused, because a
half-imported one beside the stand-in would be neither.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

STOOD_IN = frozenset({"tensorflow", "keras"})
# spaCy's thinc asks for this one to find out whether TensorFlow is there, and would then use it: for thinc it is not.
NOT_THERE = "tensorflow.experimental.dlpack"


class TensorFlowMissing(RuntimeError):
    """Something tried to use TensorFlow, which Canary runs without."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} needs TensorFlow, which Canary runs without: use a pipeline part that does not")


class _NamesAreClasses(type):
    """Makes `Placeholder.anything` a placeholder class too, and refuses to make instances."""

    def __getattr__(cls, name: str) -> _NamesAreClasses:
        return _placeholder(cls, name)

    def __call__(cls, *_args: Any, **_kwargs: Any) -> Any:
        raise TensorFlowMissing(cls.__name__)


class _Placeholder(metaclass=_NamesAreClasses):
    """Base of every class that stands for something of TensorFlow's."""


class _StandIn(ModuleType):
    """A module whose every name is a placeholder class."""

    def __getattr__(self, name: str) -> _NamesAreClasses:
        return _placeholder(self, name)


def _placeholder(owner: Any, name: str) -> _NamesAreClasses:
    if name.startswith("__"):  # Python asks for these to find out what an object can do
        raise AttributeError(name)
    made = _NamesAreClasses(name, (_Placeholder,), {"__module__": owner.__name__})
    setattr(owner, name, made)
    return made


class _Finder(MetaPathFinder, Loader):
    """Answers the import of anything at or below the names stood in for."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in STOOD_IN or fullname == NOT_THERE:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the module makes its names when they are asked for."""


def installed() -> bool:
    """Whether the stand-in answers for TensorFlow in this process."""
    return any(isinstance(finder, _Finder) for finder in sys.meta_path)


def install() -> None:
    """Put the stand-in in place. Raises RuntimeError when a real TensorFlow has already been imported."""
    if installed():
        return
    if "tensorflow" in sys.modules:
        raise RuntimeError("TensorFlow was imported before its stand-in: Rasa must be imported through bot.dialogue")
    sys.meta_path.insert(0, _Finder())
