"""Erlang's formulas and their kin: loss, delay, patience, staffing.

`a` is the offered load in erlangs (arrivals per unit of time x mean service time), `n` servers (agents or
trunks). All recursions are stable up to tens of thousands of servers.
"""
