"""The parts that This month, Meetings and Actions are made of."""
