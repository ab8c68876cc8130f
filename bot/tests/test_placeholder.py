"""The distribution named tensorflow is a placeholder: importable, and never reached by training or answering."""

from __future__ import annotations

import subprocess
import sys

import pytest
import tensorflow
from conftest import BOT

pytestmark = pytest.mark.skipif(
    not getattr(tensorflow, "IS_PLACEHOLDER", False), reason="the real TensorFlow is installed, as its README allows"
)


def test_using_it_says_what_it_is():
    with pytest.raises(ImportError, match="placeholder for TensorFlow"):
        tensorflow.constant(1)
    with pytest.raises(ImportError, match=r"tensorflow\.keras\.layers\.Dense"):
        tensorflow.keras.layers.Dense(3)


def test_its_names_can_be_imported_and_subclassed():
    from tensorflow.keras.utils import Sequence

    class Batches(Sequence):
        pass

    with pytest.raises(ImportError):
        Batches()


NLU = """version: "3.1"
nlu:
- intent: affirm
  examples: |
    - yes
    - yeah
- intent: deny
  examples: |
    - no
    - nope
"""


@pytest.mark.timeout(300)
def test_training_and_answering_never_reach_it(tmp_path):
    """Train a small model and talk to it in a process where a call to any of its names would end the process."""
    (tmp_path / "nlu.yml").write_text(NLU)
    script = f"""
import asyncio, os, sys, warnings
warnings.filterwarnings("ignore")
import tensorflow
def reached(cls, *args, **kwargs):
    sys.stderr.write("reached " + cls._path)
    os._exit(9)
type(tensorflow.Tensor).__call__ = reached
from rasa.model_training import train
from rasa.core.agent import load_agent
bot = {str(BOT)!r}
here = {str(tmp_path)!r}
made = train(domain=bot + "/domain", config=bot + "/config.yml", training_files=[here + "/nlu.yml", bot + "/data/rules"],
             output=here, force_training=True)
agent = asyncio.run(load_agent(model_path=made.model))
asyncio.run(agent.parse_message("yes"))
asyncio.run(agent.handle_text('/greet{{"asking":"nothing"}}'))
print("answered")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-400:]
    assert done.stdout.strip().endswith("answered")
