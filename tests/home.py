"""A state directory for each test session, set before Django's settings are read (``-p tests.home``)."""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="gongkai-test-")
os.environ["GONGKAI_HOME"] = HOME
os.environ.pop("GONGKAI_FACE", None)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
