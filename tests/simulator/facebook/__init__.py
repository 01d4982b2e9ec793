"""Facebook Pages as far as Gatehouse meets it, on this machine, from the platform's documentation.

    host       the network as a whole
    state      what exists: pages, posts, comments, tokens
    nodes      objects as the network writes them
    graph      the calls that read           changes  the calls that change
    publishing what a page says              events   what happened, for the webhook
    control    what tests do to it           load     many comments from one seed
    school_day an invented school's day
"""
