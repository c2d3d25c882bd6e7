"""The portal behind a folder that WhiteNoise serves, for bench/downloads.py."""

import os

from whitenoise import WhiteNoise

from loket_eval.wsgi import application as portal

application = WhiteNoise(portal, root=os.environ["BENCH_FILES"], prefix="los/")
