"""What changed between a network's periods, without joining two different questions as one.

periods.py reads the periods; series.py says what is joined and where a series breaks;
since_previous.py compares a report with the one before it; development.py is a network's page.
stored_trends.py is what a confirmed report stores of it.
"""
