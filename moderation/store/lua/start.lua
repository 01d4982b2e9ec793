-- ---- the start

local BOOT = {
    'schema', 'epoch', 'sealed', 'jobs_delayed', 'jobs_dead', 'lastrun', 'jobs_posts', 'jobs_pictures',
    'jobs_picture_words',
}

-- KEYS COMMON, BOOT
-- ARGV schema version, new epoch, now, the epoch that is expected or ''
-- -> ok, epoch
redis.register_function('boot', function(keys, args)
    local k = bind(keys, 1, COMMON)
    k = bind(keys, #COMMON + 1, BOOT, k)
    local schema = redis.call('GET', k.schema)
    if schema and tonumber(schema) > tonumber(args[1]) then
        return {'unavailable', 'The data was written by a newer Gatehouse. Install that version or a newer one.'}
    end
    local damaged = wrong_types(k, COMMON)
    if damaged then return damaged end

    local epoch = redis.call('GET', k.epoch)
    if not epoch and args[4] ~= '' then return {'conflict', 'Redis holds no data of this school.'} end
    if epoch and args[4] ~= '' and epoch ~= args[4] then
        return {'conflict', 'Redis holds data that was begun anew or belongs to another installation.'}
    end
    local seq = tonumber(redis.call('GET', k.seq) or '0')
    local last = 0
    if redis.call('EXISTS', k.journal) == 1 then
        local info = hash_of(redis.call('XINFO', 'STREAM', k.journal))
        last = tonumber(string.match(info['last-generated-id'], '^%d+'))
    end
    local something = seq > 0 or last > 0 or schema or redis.call('EXISTS', k.channels, k.ext, k.lastrun) > 0
    if (not epoch and something) or seq ~= last then
        return {'unavailable', 'Redis has lost data. Restore it from the backup before starting again.'}
    end
    if not epoch then
        epoch = args[2]
        entry(k, args[3], 'store.created', 'system:store', 'store', json({'schema', tonumber(args[1])}))
        redis.call('SET', k.epoch, epoch)
    end
    redis.call('SET', k.schema, args[1])
    redis.pcall('XGROUP', 'CREATE', k.jobs_actions, 'workers', '0', 'MKSTREAM')  -- exists already: fine
    redis.pcall('XGROUP', 'CREATE', k.jobs_alerts, 'workers', '0', 'MKSTREAM')
    redis.pcall('XGROUP', 'CREATE', k.jobs_posts, 'workers', '0', 'MKSTREAM')
    redis.pcall('XGROUP', 'CREATE', k.jobs_pictures, 'workers', '0', 'MKSTREAM')
    redis.pcall('XGROUP', 'CREATE', k.jobs_picture_words, 'workers', '0', 'MKSTREAM')
    return {'ok', epoch}
end)
