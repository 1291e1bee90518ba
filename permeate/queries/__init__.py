"""Floor 3: reads. Rows become what pages need, or plain values for the core."""
