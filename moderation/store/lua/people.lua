-- ---- people: users, sessions, failed sign-ins

-- KEYS user, journal, seq   ARGV person, sealed password hash, must change, created at, actor, now
redis.register_function('put_user', function(keys, args)
    local k = bind(keys, 1, {'user', 'journal', 'seq'})
    local kind = redis.call('EXISTS', k.user) == 1 and 'user.changed' or 'user.created'
    entry(k, args[6], kind, args[5], 'user:' .. args[1], json({'must_change', args[3] == '1'}))
    redis.call('HSET', k.user, 'password', args[2], 'must_change', args[3])
    redis.call('HSETNX', k.user, 'created_at', args[4])
    return {'ok'}
end)

-- KEYS session, sessions, journal, seq   ARGV token hash, person, csrf, opened, seen, idle, absolute, now
redis.register_function('open_session', function(keys, args)
    local k = bind(keys, 1, {'session', 'sessions', 'journal', 'seq', 'missed'})
    local idle, absolute, now = tonumber(args[6]), tonumber(args[7]), tonumber(args[8])
    if redis.call('EXISTS', k.session) == 1 then return {'conflict', 'This session is open already.'} end
    entry(k, args[8], 'session.opened', args[2], 'user:' .. args[2], '{}')
    redis.call('HSET', k.session, 'person', args[2], 'csrf', args[3], 'opened', args[4], 'seen', args[5])
    redis.call('PEXPIRE', k.session, whole(idle))
    redis.call('ZREMRANGEBYSCORE', k.sessions, '-inf', whole(now - absolute))
    redis.call('ZADD', k.sessions, args[4], args[1])
    redis.call('PEXPIRE', k.sessions, whole(absolute))
    redis.call('HDEL', k.missed, args[2])  -- they are there
    return {'ok'}
end)

-- KEYS session   ARGV idle, absolute, now   -> ok, person, csrf, opened, seen before
redis.register_function('touch_session', function(keys, args)
    local k = bind(keys, 1, {'session'})
    local idle, absolute, now = tonumber(args[1]), tonumber(args[2]), tonumber(args[3])
    local session = hash_of(redis.call('HGETALL', k.session))
    if not session then return {'not_found', 'The session has ended.'} end
    local left = math.min(number_of(session.seen) + idle, number_of(session.opened) + absolute) - now
    if left <= 0 then
        redis.call('DEL', k.session)
        return {'not_found', 'The session has ended.'}
    end
    if now > number_of(session.seen) then redis.call('HSET', k.session, 'seen', args[3]) end
    redis.call('PEXPIRE', k.session, whole(math.min(idle, number_of(session.opened) + absolute - now)))
    return {'ok', session.person, session.csrf, session.opened, args[3]}
end)

-- KEYS sessions, journal, seq, then one session for each token hash   ARGV person, now, token hash...
-- -> ok, how many sessions of the person are left
redis.register_function('close_sessions', function(keys, args)
    local k = bind(keys, 1, {'sessions', 'journal', 'seq'})
    for i = 3, #args do
        local one = bind(keys, 4 + i - 3, {'session'}, k)
        if redis.call('EXISTS', one.session) == 1 then
            entry(k, args[2], 'session.closed', args[1], 'user:' .. args[1], '{}')
            redis.call('DEL', one.session)
        end
        redis.call('ZREM', k.sessions, args[i])
    end
    return {'ok', redis.call('ZCARD', k.sessions)}
end)

-- KEYS login   ARGV now, failures allowed, first block, longest block, memory   -> ok, blocked until or ''
redis.register_function('login_failed', function(keys, args)
    local k = bind(keys, 1, {'login'})
    local now, allowed, first, longest = tonumber(args[1]), tonumber(args[2]), tonumber(args[3]), tonumber(args[4])
    local found = redis.call('HMGET', k.login, 'failures', 'last', 'until')
    local failures = number_of(found[1])
    if now - number_of(found[2]) > tonumber(args[5]) then failures = 0 end
    failures = failures + 1
    local blocked = '0'
    if failures >= allowed then
        blocked = whole(now + math.min(first * 2 ^ math.min(failures - allowed, 20), longest))
    end
    redis.call('HSET', k.login, 'failures', whole(failures), 'last', args[1], 'until', blocked)
    redis.call('PEXPIRE', k.login, args[5])
    return {'ok', blocked == '0' and '' or blocked}
end)

-- KEYS login
redis.register_function('login_succeeded', function(keys)
    local k = bind(keys, 1, {'login'})
    redis.call('DEL', k.login)
    return {'ok'}
end)
