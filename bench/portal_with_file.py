"""The portal, with a folder in front of it from which WhiteNoise serves files: for bench/downloads.py."""

import os

from whitenoise import WhiteNoise

from loket_eval.wsgi import application as portal

application = WhiteNoise(portal, root=os.environ["LOKET_BENCH_FILES"], prefix="los/")
