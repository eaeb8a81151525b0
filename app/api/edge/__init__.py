"""What every request passes: limits, lanes, negotiation, ETags, compression, logs, problems."""
