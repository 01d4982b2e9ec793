-- ---- what was spent at a network, by day

local DAYS_MAX = 100

-- KEYS spent   ARGV day or hour of it (2026-11-20T09), amount, first day   -> ok, spent on that day, since the first
redis.register_function('spend', function(keys, args)
    local k = bind(keys, 1, {'spent'})
    if args[2] ~= '0' then redis.call('HINCRBY', k.spent, args[1], args[2]) end
    local days = hash_of(redis.call('HGETALL', k.spent)) or {}
    local since, names = 0, {}
    for day, amount in pairs(days) do
        names[#names + 1] = day
        if day >= args[3] and day <= args[1] then since = since + tonumber(amount) end
    end
    if #names > DAYS_MAX then
        table.sort(names)
        redis.call('HDEL', k.spent, names[1])
    end
    return {'ok', whole(tonumber(days[args[1]] or '0')), whole(since)}
end)

-- ---- until when a network wants to be left alone

local function ends_at(silence) return tonumber(string.match(silence or '', '^%d+') or '0') end

-- KEYS silences   ARGV account or '' for all, its end, now, why
redis.register_function('be_silent', function(keys, args)
    local k = bind(keys, 1, {'silences'})
    for account, silence in pairs(hash_of(redis.call('HGETALL', k.silences)) or {}) do
        if ends_at(silence) <= tonumber(args[3]) then redis.call('HDEL', k.silences, account) end
    end
    if ends_at(redis.call('HGET', k.silences, args[1])) < tonumber(args[2]) then
        redis.call('HSET', k.silences, args[1], args[2] .. ' ' .. args[4])
    end
    return {'ok'}
end)
