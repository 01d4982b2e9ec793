-- ---- connections: what opens a channel at its network, one hash for each channel; the secrets arrive sealed

local CONNECTION_KEYS = {'channels', 'journal', 'seq', 'connection'}
-- What belongs to one connection and not to the next one.
local PASSING = {
    'access_until', 'refresh_until', 'data_until', 'permissions', 'elsewhere', 'missing', 'renewed_at', 'examined_at',
    'trouble', 'detail', 'warned', 'alarmed', 'renewing_by', 'renewing_until', 'asked',
}

-- The connection after a check of its version, and the next version; nil and a refusal otherwise.
local function connection_at(k, id, version)
    if redis.call('HEXISTS', k.channels, id .. '/state') == 0 then
        return nil, {'not_found', 'There is no such channel.'}
    end
    local found = hash_of(redis.call('HGETALL', k.connection)) or {}
    if (found.version or '0') ~= version then
        return nil, {'conflict', 'The channel was connected anew in the meantime.'}
    end
    return found, nil, whole(tonumber(version) + 1)
end

local function set_fields(k, args, first)
    for i = first, #args, 2 do
        if args[i + 1] == '' then
            redis.call('HDEL', k.connection, args[i])
        else
            redis.call('HSET', k.connection, args[i], args[i + 1])
        end
    end
end

-- What was wrong with the connection before this one says nothing of it; whoever reads the channel sees that by this.
local function begin_anew(k, id)
    local health = redis.call('HGET', k.channels, id .. '/health')
    if health ~= 'token_trouble' and health ~= 'permission_trouble' then return end
    redis.call('HSET', k.channels, id .. '/health', 'never_read')
    redis.call('HDEL', k.channels, id .. '/health_detail', id .. '/health_until')
end

-- KEYS CONNECTION_KEYS   ARGV id, version, person, now, sealed secrets, then names and values of fields
redis.register_function('connect_channel', function(keys, args)
    local k = bind(keys, 1, CONNECTION_KEYS)
    local id, person, now = args[1], args[3], args[4]
    local found, refusal, version = connection_at(k, id, args[2])
    if not found then return refusal end
    if redis.call('HGET', k.channels, id .. '/state') == 'closed' then return {'rejected', 'The channel is closed.'} end
    if person == '' then return {'forbidden', 'A channel is connected by a person.'} end
    channel_entry(k, now, 'connected', person, id, {'version', tonumber(version)})
    redis.call('HDEL', k.connection, unpack(PASSING))
    redis.call('HSET', k.connection, 'version', version, 'sealed', args[5], 'by', person, 'at', now)
    set_fields(k, args, 6)
    begin_anew(k, id)
    return {'ok'}
end)

-- KEYS CONNECTION_KEYS   ARGV id, version, person, now
redis.register_function('disconnect_channel', function(keys, args)
    local k = bind(keys, 1, CONNECTION_KEYS)
    local found, refusal, version = connection_at(k, args[1], args[2])
    if not found then return refusal end
    if not found.sealed then return {'rejected', 'The channel is not connected.'} end
    channel_entry(k, args[4], 'disconnected', args[3], args[1], {'version', tonumber(version)})
    redis.call('HDEL', k.connection, 'sealed', 'by', 'at', unpack(PASSING))
    redis.call('HSET', k.connection, 'version', version)
    return {'ok'}
end)

-- KEYS CONNECTION_KEYS   ARGV id, version, owner, length, now
--   -> ok, 1 when a renewal was begun before and nobody ever recorded its answer
-- Who begins is alone with it until its time is over; that somebody asked stays known until an answer is recorded.
redis.register_function('begin_renewal', function(keys, args)
    local k = bind(keys, 1, CONNECTION_KEYS)
    local owner, now = args[3], tonumber(args[5])
    local found, refusal = connection_at(k, args[1], args[2])
    if not found then return refusal end
    if not found.sealed then return {'rejected', 'The channel is not connected.'} end
    if found.renewing_by and found.renewing_by ~= owner and number_of(found.renewing_until) > now then
        return {'conflict', 'Process ' .. found.renewing_by .. ' renews this connection.'}
    end
    redis.call('HSET', k.connection, 'renewing_by', owner, 'renewing_until', whole(now + tonumber(args[4])),
        'asked', args[5])
    return {'ok', found.asked and 1 or 0}
end)

-- KEYS CONNECTION_KEYS   ARGV id, version, now, sealed secrets, then names and values of fields
-- The version is the fence: whoever has the answer to a renewal of this version may record it, however late, and only
-- the first one can.
redis.register_function('renewed_connection', function(keys, args)
    local k = bind(keys, 1, CONNECTION_KEYS)
    local id, now = args[1], args[3]
    local found, refusal, version = connection_at(k, id, args[2])
    if not found then return refusal end
    if not found.sealed then return {'rejected', 'The channel is not connected.'} end
    channel_entry(k, now, 'token_renewed', 'system:connections', id, {'version', tonumber(version)})
    redis.call('HDEL', k.connection, 'renewing_by', 'renewing_until', 'asked', 'trouble', 'detail')
    redis.call('HSET', k.connection, 'version', version, 'sealed', args[4], 'renewed_at', now)
    set_fields(k, args, 5)
    return {'ok'}
end)

-- KEYS CONNECTION_KEYS   ARGV id, version, now, 1 when the network answered, trouble, detail
-- A renewal that gave nothing. Without an answer it stays known that somebody asked.
redis.register_function('end_renewal', function(keys, args)
    local k = bind(keys, 1, CONNECTION_KEYS)
    local id, now, trouble = args[1], args[3], args[5]
    local found, refusal = connection_at(k, id, args[2])
    if not found then return refusal end
    local worse = trouble ~= 'none' and trouble ~= found.trouble
    if worse then channel_entry(k, now, 'connection_trouble', 'system:connections', id, {'trouble', trouble}) end
    redis.call('HDEL', k.connection, 'renewing_by', 'renewing_until')
    if args[4] == '1' then redis.call('HDEL', k.connection, 'asked') end
    if trouble ~= 'none' then redis.call('HSET', k.connection, 'trouble', trouble, 'detail', args[6]) end
    if worse then redis.call('HDEL', k.connection, 'alarmed') end
    return {'ok'}
end)

-- KEYS CONNECTION_KEYS   ARGV id, version, now, trouble, detail, missing permissions, then names and values of fields
-- What the network says of the connection. It does not count as a change: a renewal that is under way still fits.
redis.register_function('examined_connection', function(keys, args)
    local k = bind(keys, 1, CONNECTION_KEYS)
    local id, now, trouble, missing = args[1], args[3], args[4], args[6]
    local found, refusal = connection_at(k, id, args[2])
    if not found then return refusal end
    local before = found.trouble or 'none'
    if trouble ~= before then
        channel_entry(k, now, 'connection_trouble', 'system:connections', id, {'trouble', trouble})
    end
    if missing ~= (found.missing or '') then
        channel_entry(k, now, 'permissions_changed', 'system:connections', id, {'missing', missing})
    end
    if trouble ~= before or missing ~= (found.missing or '') then redis.call('HDEL', k.connection, 'alarmed') end
    redis.call('HSET', k.connection, 'examined_at', now)
    set_fields(k, {'trouble', trouble == 'none' and '' or trouble, 'detail', args[5], 'missing', missing}, 1)
    set_fields(k, args, 7)
    return {'ok'}
end)

-- KEYS COMMON, alert, jobs_delayed, item and acts and hist of none, connection
-- ARGV now, version, field, value before, value, ALERT_ARGS (an empty id: none)
--   -> ok, 1 when this one noted it
-- Notes that somebody is told of the connection, and tells them, once.
redis.register_function('warn_of_connection', function(keys, args)
    local k = bind(keys, #COMMON + 1, {'alert', 'jobs_delayed', 'item', 'acts', 'hist', 'connection'},
        bind(keys, 1, COMMON))
    local alert = named(args, 6, ALERT_ARGS)
    local found = redis.call('HMGET', k.connection, 'version', args[3])
    if found[1] ~= args[2] or (found[2] or '') ~= args[4] then
        return {'conflict', 'Somebody else was told of this connection in the meantime.'}
    end
    local open = is_open(k, alert)
    if alert.id ~= '' and not open then new_alert(k, args[1], alert) end
    if args[5] == '' then
        redis.call('HDEL', k.connection, args[3])
    else
        redis.call('HSET', k.connection, args[3], args[5])
    end
    return {'ok', alert.id ~= '' and not open and 1 or 0}
end)
