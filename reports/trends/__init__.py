"""What changed between the periods of a network.

Two different questions are never joined as if they were one.

periods.py reads the periods. series.py says what is joined and where a series breaks.
judgement_scale.py says what counts as better. since_previous.py compares a report with the one
before it, and stored_trends.py is what a confirmed report stores of that. development.py is the
page of a network.
"""
