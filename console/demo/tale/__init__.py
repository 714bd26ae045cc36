"""What happens in the demo street: arrivals, stays, rounds and alarms."""
