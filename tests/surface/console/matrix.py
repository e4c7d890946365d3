"""``python -m tests.surface.console.matrix`` writes the snapshot of who may do what in the console anew.

Nothing else does. Read the difference before you keep it: each new line is somebody who may do something.
"""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["GONGKAI_WRITE_MATRIX"] = "1"
    sys.exit(pytest.main([str(Path(__file__).with_name("test_matrix.py")), "-q"]))
