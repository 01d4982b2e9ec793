-- ---- notices: what a network said happened on a channel, until somebody has looked

local NOTICES_MAX = 1000  -- of a channel; what does not fit is looked for everywhere
local EVERYTHING = 'everything'

-- KEYS channels, notices   ARGV channel, then what happened, one by one
redis.register_function('note', function(keys, args)
    local k = bind(keys, 1, {'channels', 'notices'})
    local channel = args[1]
    if not authorised(k, channel) then return {'rejected', 'The channel is not authorised.'} end
    for i = 2, #args do
        local what = args[i]
        local full = redis.call('HLEN', k.notices) >= NOTICES_MAX
        if full and redis.call('HEXISTS', k.notices, what) == 0 then what = EVERYTHING end
        local number = redis.call('HINCRBY', k.channels, channel .. '/notices', 1)
        redis.call('HSET', k.notices, what, whole(number))
    end
    if #args > 1 then redis.call('HSET', k.channels, channel .. '/noticed', '1') end
    return {'ok'}
end)

-- What was said again meanwhile has another number, and stays.
-- KEYS channels, lease, notices   ARGV channel, owner, fence, then what and number of each
redis.register_function('answer_notices', function(keys, args)
    local k = bind(keys, 1, {'channels', 'lease', 'notices'})
    if not holds_lease(k, args[2], args[3]) then return {'conflict', 'The lease was lost.'} end
    for i = 4, #args, 2 do
        if redis.call('HGET', k.notices, args[i]) == args[i + 1] then redis.call('HDEL', k.notices, args[i]) end
    end
    if redis.call('HLEN', k.notices) == 0 then redis.call('HDEL', k.channels, args[1] .. '/noticed') end
    return {'ok'}
end)
