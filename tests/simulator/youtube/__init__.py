"""YouTube as far as Gatehouse meets it, on this machine, from the platform's documentation.

    host       the network as a whole: which call is answered by whom
    state      what exists: channels, videos, comments, tokens and the switches
    errors     how it says no                  access   who asks: tokens, scopes, keys
    quota      units and buckets of a day      parameters what a call says, read strictly
    nodes      objects as the network writes them
    reads      the calls that list             changes  the calls that change comments
    uploads    videos on their way in          hub      what is told of videos
    login      Google's OAuth 2.0              control  what tests do to it
    school_day an invented school's day
"""
