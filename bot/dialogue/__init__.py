"""Everything that touches Rasa: the agent, in-process actions, the tracker store, pipeline parts.

Importing this package makes the process fit for Rasa, before any module below it can import Rasa: TensorFlow's
stand-in is put in place and Rasa's reporting to its makers is switched off. Import Rasa only from below this package.
"""

import os

from bot.dialogue.no_reporting import switch_off
from bot.dialogue.tensorflow_standin import install

# Before numpy is imported: its products here are so small that a second thread only keeps a processor from others.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
install()
switch_off()
