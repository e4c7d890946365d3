"""依申请公开 by the Regulation: who applies, how it ends, what it costs, and how a year is counted. Pure."""
