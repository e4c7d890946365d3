"""What is done with a letter, one use case a function: intake, referral, handling, reply, publication."""
