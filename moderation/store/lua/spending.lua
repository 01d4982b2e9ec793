-- ---- what was spent at a network, by day

local DAYS_MAX = 100

-- KEYS spent   ARGV day as 2026-11-20, amount   -> ok, spent on that day, in its month
redis.register_function('spend', function(keys, args)
    local k = bind(keys, 1, {'spent'})
    if args[2] ~= '0' then redis.call('HINCRBY', k.spent, args[1], args[2]) end
    local days = hash_of(redis.call('HGETALL', k.spent)) or {}
    local month, names = 0, {}
    for day, amount in pairs(days) do
        names[#names + 1] = day
        if string.sub(day, 1, 7) == string.sub(args[1], 1, 7) then month = month + tonumber(amount) end
    end
    if #names > DAYS_MAX then
        table.sort(names)
        redis.call('HDEL', k.spent, names[1])
    end
    return {'ok', whole(tonumber(days[args[1]] or '0')), whole(month)}
end)
