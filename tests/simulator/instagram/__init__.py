"""Instagram's professional accounts, reached through the Graph API, as far as Gatehouse meets them.

    host       the network as a whole          state    what exists: accounts, media, comments, containers
    graph      the calls                       nodes    objects as the network writes them
    publishing containers and what becomes of them      fetch    which pictures can be published
    control    what tests do to it
    school_day an invented school's day
"""
