-- ---- the journal and the memory of periodic work

-- KEYS journal, seq   ARGV kind, actor, subject, data, now
redis.register_function('journal', function(keys, args)
    local k = bind(keys, 1, {'journal', 'seq'})
    local ok, data = pcall(cjson.decode, args[4])
    if not ok or type(data) ~= 'table' then return {'malformed', 'The data of a journal entry is a JSON object.'} end
    entry(k, args[5], args[1], args[2], args[3], args[4])
    return {'ok'}
end)

-- KEYS journal, seq, sealed   ARGV number of the last sealed entry, how many to keep
redis.register_function('journal_sealed', function(keys, args)
    local k = bind(keys, 1, {'journal', 'seq', 'sealed'})
    local seq = tonumber(args[1])
    if seq > tonumber(redis.call('GET', k.seq) or '0') then
        return {'rejected', 'There are fewer entries in the journal than are said to be sealed.'}
    end
    if seq < tonumber(redis.call('GET', k.sealed) or '0') then return {'ok'} end
    redis.call('SET', k.sealed, args[1])
    local first = seq - tonumber(args[2]) + 1
    if first > 1 then redis.call('XTRIM', k.journal, 'MINID', '=', whole(first) .. '-0') end
    return {'ok'}
end)

-- KEYS lastrun   ARGV what, at
redis.register_function('set_last_run', function(keys, args)
    local k = bind(keys, 1, {'lastrun'})
    redis.call('HSET', k.lastrun, args[1], args[2])
    return {'ok'}
end)
