-- ---- channels: one hash for all, with <channel>/<field>; and the leases under which they are read

-- The state after a check of the version; nil and a refusal otherwise.
local function channel_at(k, id, version)
    local found = redis.call('HMGET', k.channels, id .. '/state', id .. '/version')
    if not found[1] then return nil, {'not_found', 'There is no such channel.'} end
    if version ~= '' and found[2] ~= version then
        return nil, {'conflict', 'Somebody else changed this channel in the meantime.'}
    end
    return found[1], nil, whole(tonumber(found[2]) + 1)
end

-- KEYS channels, journal, seq   ARGV id, person, now, then names and values of fields
redis.register_function('propose_channel', function(keys, args)
    local k = bind(keys, 1, {'channels', 'journal', 'seq'})
    local id, person, now = args[1], args[2], args[3]
    local found = redis.call('HMGET', k.channels, id .. '/state', id .. '/version', 'ids')
    if found[1] and found[1] ~= 'closed' then return {'conflict', 'This channel has been proposed already.'} end
    local version = whole(tonumber(found[2] or '0') + 1)
    channel_entry(k, now, 'proposed', person, id, {'version', tonumber(version)})
    redis.call('HSET', k.channels, 'ids', with(found[3] or '', id), id .. '/state', 'proposed',
        id .. '/version', version, id .. '/proposed_by', person)
    redis.call('HDEL', k.channels, id .. '/assessor', id .. '/cosigner', id .. '/assessed_at', id .. '/answers',
        id .. '/assessment', id .. '/authorised_by', id .. '/authorised_at', id .. '/reason')
    for i = 4, #args, 2 do redis.call('HSET', k.channels, id .. '/' .. args[i], args[i + 1]) end
    return {'ok'}
end)

-- KEYS channels, journal, seq   ARGV id, version, assessor, now, sealed answers, commitment
redis.register_function('assess_channel', function(keys, args)
    local k = bind(keys, 1, {'channels', 'journal', 'seq'})
    local id, assessor, now = args[1], args[3], args[4]
    local state, refusal, version = channel_at(k, id, args[2])
    if not state then return refusal end
    if state == 'authorised' and not review_due(k, id, now) then
        return {'rejected', 'Suspend the channel before you assess its risks anew.'}
    end
    if state == 'closed' then return {'rejected', 'The channel is closed.'} end
    if assessor == '' then return {'forbidden', 'A risk assessment needs an assessor.'} end
    local number = whole(tonumber(redis.call('HGET', k.channels, id .. '/assessment') or '0') + 1)
    channel_entry(k, now, 'risk_assessed', assessor, id, {'assessment', tonumber(number), 'answers', args[6]})
    redis.call('HSET', k.channels, id .. '/state', state == 'authorised' and state or 'risk_assessed',
        id .. '/version', version, id .. '/assessor', assessor, id .. '/assessed_at', now, id .. '/answers', args[5],
        id .. '/assessment', number)
    redis.call('HDEL', k.channels, id .. '/cosigner')
    return {'ok'}
end)

-- KEYS channels, journal, seq   ARGV id, version, person, now
redis.register_function('cosign_assessment', function(keys, args)
    local k = bind(keys, 1, {'channels', 'journal', 'seq'})
    local id, person, now = args[1], args[3], args[4]
    local state, refusal, version = channel_at(k, id, args[2])
    if not state then return refusal end
    local found = redis.call('HMGET', k.channels, id .. '/assessor', id .. '/cosigner', id .. '/assessment')
    if not found[1] then return {'rejected', 'The risks of this channel have to be assessed first.'} end
    if person == '' or person == found[1] then
        return {'forbidden', 'You assessed the risks yourself. Somebody else has to sign beside you.'}
    end
    if found[2] then return {'conflict', 'A second colleague has signed this already.'} end
    channel_entry(k, now, 'assessment_signed', person, id, {'assessment', tonumber(found[3])})
    redis.call('HSET', k.channels, id .. '/cosigner', person, id .. '/version', version)
    return {'ok'}
end)

-- KEYS channels, journal, seq   ARGV id, version, person, now, review at
redis.register_function('authorise_channel', function(keys, args)
    local k = bind(keys, 1, {'channels', 'journal', 'seq'})
    local id, person, now = args[1], args[3], args[4]
    local state, refusal, version = channel_at(k, id, args[2])
    if not state then return refusal end
    local found = redis.call('HMGET', k.channels, id .. '/assessor', id .. '/cosigner', id .. '/assessed_at',
        id .. '/authorised_at', id .. '/review_at')
    local assessor, cosigner, review_at = found[1], found[2], number_of(found[5])
    local again = state == 'authorised'
    if again and not review_due(k, id, now) then return {'conflict', 'This channel is authorised already.'} end
    if again and number_of(found[3]) <= number_of(found[4]) then
        return {'rejected', 'The review is due: the risks have to be assessed anew first.'}
    end
    if (not again and state ~= 'risk_assessed' and state ~= 'suspended') or not assessor then
        return {'rejected', 'The risks of this channel have to be assessed first.'}
    end
    -- Two people stand for it either way: one who assessed and one who authorises, or two who assessed.
    if person == '' or (person == assessor and not cosigner) then
        return {'forbidden', 'You assessed the risks yourself. Somebody else has to authorise the channel.'}
    end
    channel_entry(k, now, 'authorised', person, id, {'version', tonumber(version), 'assessor', assessor})
    redis.call('HSET', k.channels, id .. '/state', 'authorised', id .. '/version', version,
        id .. '/authorised_by', person, id .. '/authorised_at', now)
    if review_at <= tonumber(now) then redis.call('HSET', k.channels, id .. '/review_at', args[5]) end
    redis.call('HDEL', k.channels, id .. '/reason')
    -- While it was not authorised nobody waited for its rounds.
    if not again then redis.call('HDEL', k.channels, id .. '/last_round_at') end
    return {'ok'}
end)

-- KEYS channels, journal, seq   ARGV id, person, now, "suspended" or "closed", reason (sealed), reason code or ''
redis.register_function('stop_channel', function(keys, args)
    local k = bind(keys, 1, {'channels', 'journal', 'seq'})
    local id, person, now, wanted = args[1], args[2], args[3], args[4]
    local state, refusal, version = channel_at(k, id, '')
    if not state then return refusal end
    if state == wanted then return {'conflict', 'This channel is ' .. wanted .. ' already.'} end
    if state == 'closed' then return {'rejected', 'The channel is closed.'} end
    if wanted == 'suspended' and state ~= 'authorised' then
        return {'rejected', 'Only an authorised channel can be suspended.'}
    end
    channel_entry(k, now, wanted, person, id, {'version', tonumber(version), 'reason', args[6]})
    redis.call('HSET', k.channels, id .. '/state', wanted, id .. '/version', version, id .. '/reason', args[5])
    return {'ok'}
end)

local DAY_MS = 86400000
local GAP_DAYS = 7

-- The longest time between two rounds of each of the last days: "<day>:<ms>,". A round belongs to the day it ends on.
local function with_gap(gaps, last_round_at, now)
    local today = math.floor(tonumber(now) / DAY_MS)
    local gap = last_round_at and tonumber(now) - tonumber(last_round_at) or 0
    local kept = ''
    for day, length in string.gmatch(gaps or '', '(%d+):(%d+),') do
        if tonumber(day) == today then
            gap = math.max(gap, tonumber(length))
        elseif tonumber(day) > today - GAP_DAYS then
            kept = kept .. day .. ':' .. length .. ','
        end
    end
    return kept .. whole(today) .. ':' .. whole(gap) .. ','
end

-- KEYS channels, journal, seq   ARGV id, health, detail, until or '', malformed, now, allowance
redis.register_function('record_health', function(keys, args)
    local k = bind(keys, 1, {'channels', 'journal', 'seq'})
    local id, health, now = args[1], args[2], args[6]
    local state, refusal = channel_at(k, id, '')
    if not state then return refusal end
    local before = redis.call('HGET', k.channels, id .. '/health')
    local read = {reading = true, nothing_new = true}
    if before ~= health and not (read[before] and read[health]) then
        channel_entry(k, now, 'health', 'system:collector', id, {'health', health})
    end
    redis.call('HSET', k.channels, id .. '/health', health, id .. '/health_detail', args[3],
        id .. '/health_until', args[4], id .. '/allowance', args[7])
    if read[health] then
        local before_it = redis.call('HMGET', k.channels, id .. '/gaps', id .. '/last_round_at')
        redis.call('HSET', k.channels, id .. '/gaps', with_gap(before_it[1] or '', before_it[2], now),
            id .. '/last_read_at', now, id .. '/last_round_at', now)
    end
    redis.call('HINCRBY', k.channels, id .. '/malformed', args[5])
    return {'ok'}
end)

-- KEYS channels, lease   ARGV channel, owner, length, now   -> ok, fence, when the last round ended or ''
redis.register_function('take_lease', function(keys, args)
    local k = bind(keys, 1, {'channels', 'lease'})
    if not authorised(k, args[1]) then return {'rejected', 'The channel is not authorised.'} end
    local held = redis.call('HMGET', k.lease, 'owner', 'until')
    local now = tonumber(args[4])
    if held[1] and held[1] ~= args[2] and tonumber(held[2]) > now then
        return {'conflict', 'Process ' .. held[1] .. ' reads this channel.'}
    end
    local fence = redis.call('HINCRBY', k.lease, 'fence', 1)
    redis.call('HSET', k.lease, 'owner', args[2], 'until', whole(now + tonumber(args[3])))
    return {'ok', whole(fence), redis.call('HGET', k.channels, args[1] .. '/last_round_at') or ''}
end)

-- KEYS channels, lease   ARGV channel, owner, fence, length, now
redis.register_function('renew_lease', function(keys, args)
    local k = bind(keys, 1, {'channels', 'lease'})
    if not holds_lease(k, args[2], args[3]) then return {'conflict', 'The lease was lost.'} end
    if not authorised(k, args[1]) then return {'rejected', 'The channel is not authorised.'} end
    redis.call('HSET', k.lease, 'until', whole(tonumber(args[5]) + tonumber(args[4])))
    return {'ok'}
end)

-- KEYS lease   ARGV owner, fence
redis.register_function('release_lease', function(keys, args)
    local k = bind(keys, 1, {'lease'})
    if holds_lease(k, args[1], args[2]) then redis.call('HSET', k.lease, 'until', '0') end
    return {'ok'}
end)
