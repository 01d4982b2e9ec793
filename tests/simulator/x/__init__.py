"""X as far as Gatehouse meets it, on this machine, from the platform's documentation.

    host       the network as a whole: which call is answered by whom
    state      what exists: people, posts, tokens, the application and the switches
    problems   how it says no                  access   who asks: bearer tokens, scopes, OAuth 1.0a
    limits     windows, credits and caps       words    the two vocabularies, and what may be asked for
    listing    pages of posts                  nodes    posts as the network writes them
    search     the query language              reads    the calls that read
    changes    the calls that change           login    OAuth 2.0 with PKCE
    publishing posts of one's own             media    pictures and videos on their way
    activity   webhooks, subscriptions and the stream
    weight     how long a post is             control  what tests do to it
    school_day an invented school's day
"""
