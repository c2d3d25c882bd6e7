"""Talk about a question, point or recommendation: for people of the network, while it is at work.

Once the assessment is confirmed it can be read and nothing more.
"""
