-- ---- emergency access: the way into a channel's account, one hash for each channel; details and reasons arrive sealed

local EMERGENCY_KEYS = {'channels', 'journal', 'seq', 'emergency'}

local function no_channel(k, id)
    if redis.call('HEXISTS', k.channels, id .. '/state') == 1 then return nil end
    return {'not_found', 'There is no such channel.'}
end

-- KEYS EMERGENCY_KEYS   ARGV id, version, person, now, sealed details, commitment, custodians,
--   1 when an address is not the school's
redis.register_function('record_account_details', function(keys, args)
    local k = bind(keys, 1, EMERGENCY_KEYS)
    local id, person, now = args[1], args[3], args[4]
    local refusal = no_channel(k, id)
    if refusal then return refusal end
    if (redis.call('HGET', k.emergency, 'version') or '0') ~= args[2] then
        return {'conflict', 'Somebody else recorded the details in the meantime.'}
    end
    local version = whole(tonumber(args[2]) + 1)
    channel_entry(k, now, 'account_details_recorded', person, id,
        {'version', tonumber(version), 'details', args[6], 'custodians', args[7],
            'outside_address', tonumber(args[8])})
    redis.call('HSET', k.emergency, 'version', version, 'sealed', args[5], 'custodians', args[7], 'by', person,
        'at', now)
    redis.call('HDEL', k.emergency, 'tested_by', 'tested_at')
    return {'ok'}
end)

-- KEYS COMMON, alert, emergency   ARGV id, person, now, until, sealed reason, commitment, ALERT_ARGS
redis.register_function('open_account_details', function(keys, args)
    local k = bind(keys, #COMMON + 1, {'alert', 'emergency'}, bind(keys, 1, COMMON))
    local id, person, now = args[1], args[2], args[3]
    local refusal = no_channel(k, id)
    if refusal then return refusal end
    local found = redis.call('HMGET', k.emergency, 'sealed', 'openers')
    if not found[1] then return {'rejected', 'No details of this account were recorded.'} end
    channel_entry(k, now, 'account_details_opened', person, id, {'until', tonumber(args[4]), 'reason', args[6]})
    redis.call('HSET', k.emergency, 'openers', with(found[2] or '', person), person .. '/at', now,
        person .. '/until', args[4], person .. '/reason', args[5])
    new_alert(k, now, named(args, 7, ALERT_ARGS))
    return {'ok'}
end)

-- KEYS EMERGENCY_KEYS   ARGV id, person, now
redis.register_function('account_details_tested', function(keys, args)
    local k = bind(keys, 1, EMERGENCY_KEYS)
    local id, person, now = args[1], args[2], args[3]
    if number_of(redis.call('HGET', k.emergency, person .. '/until')) <= tonumber(now) then
        return {'forbidden', 'Only who has read the details can say that they work.'}
    end
    channel_entry(k, now, 'account_details_tested', person, id,
        {'version', number_of(redis.call('HGET', k.emergency, 'version'))})
    redis.call('HSET', k.emergency, 'tested_by', person, 'tested_at', now)
    return {'ok'}
end)
