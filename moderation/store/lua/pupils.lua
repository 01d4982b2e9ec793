-- ---- the register of pupils: one sealed copy is live, one may be proposed, one is what a step back leads to
--
-- One hash holds them. Every change has a version, and is refused when it was made of an older one.

-- A function about the register. KEYS journal, seq, pupils   ARGV version, person, now, and what the function says
-- It refuses what was made of another version.
local function pupils_function(name, change)
    redis.register_function(name, function(keys, args)
        local k = bind(keys, 1, {'journal', 'seq', 'pupils'})
        if (redis.call('HGET', k.pupils, 'version') or '0') ~= args[1] then
            return {'conflict', 'A colleague changed the register in the meantime.'}
        end
        return change(k, args)
    end)
end

-- Notes a change and gives the register its next version.
local function next_pupils(k, version, now, what, person, data)
    local number = whole(tonumber(version) + 1)
    entry(k, now, 'pupils.' .. what, person, 'pupils:' .. number, json(data))
    redis.call('HSET', k.pupils, 'version', number)
end
local function end_pupils_proposal(k)
    redis.call('HDEL', k.pupils, 'candidate', 'candidate_by', 'candidate_at', 'candidate_figures')
end

-- ... commitment to the candidate, sealed candidate, figures, sealed empty register
pupils_function('propose_pupils', function(k, args)
    if redis.call('HEXISTS', k.pupils, 'candidate') == 1 then
        return {'conflict', 'An import is proposed already. Agree to it or take it back first.'}
    end
    next_pupils(k, args[1], args[3], 'proposed', args[2], {'content', args[4]})
    redis.call('HSET', k.pupils, 'candidate', args[5], 'candidate_by', args[2], 'candidate_at', args[3],
        'candidate_figures', args[6])
    redis.call('HSETNX', k.pupils, 'live', args[7])
    return {'ok'}
end)

pupils_function('agree_pupils', function(k, args)
    local by = redis.call('HGET', k.pupils, 'candidate_by')
    if not by then return {'conflict', 'There is no such proposal any more.'} end
    if by == args[2] then
        return {'forbidden', 'You proposed this yourself. A second colleague has to agree.'}
    end
    next_pupils(k, args[1], args[3], 'agreed', args[2], {'by', by})
    redis.call('HSET', k.pupils, 'before', redis.call('HGET', k.pupils, 'live'), 'live',
        redis.call('HGET', k.pupils, 'candidate'), 'live_by', by, 'live_agreed_by', args[2], 'live_at', args[3])
    end_pupils_proposal(k)
    return {'ok'}
end)

pupils_function('withdraw_pupils', function(k, args)
    if redis.call('HEXISTS', k.pupils, 'candidate') == 0 then
        return {'conflict', 'There is no such proposal any more.'}
    end
    next_pupils(k, args[1], args[3], 'withdrawn', args[2], {})
    end_pupils_proposal(k)
    return {'ok'}
end)

-- A proposal was laid over what is not live any more, so it ends with it.
pupils_function('step_back_pupils', function(k, args)
    local before = redis.call('HGET', k.pupils, 'before')
    if not before then return {'rejected', 'There is nothing to go back to.'} end
    next_pupils(k, args[1], args[3], 'stepped_back', args[2], {})
    redis.call('HSET', k.pupils, 'live', before)
    redis.call('HDEL', k.pupils, 'before', 'live_by', 'live_agreed_by', 'live_at')
    end_pupils_proposal(k)
    return {'ok'}
end)

-- Says that somebody reads who may not be in pictures, before they do. The register stays as it is.
-- KEYS journal, seq, pupils   ARGV person, now, sealed reason, commitment to it
redis.register_function('note_unpictured_read', function(keys, args)
    local k = bind(keys, 1, {'journal', 'seq', 'pupils'})
    entry(k, args[2], 'pupils.unpictured_read', args[1], 'pupils:unpictured', json({'reason', args[4]}))
    redis.call('HSET', k.pupils, 'read_by', args[1], 'read_at', args[2], 'read_reason', args[3])
    return {'ok'}
end)

-- ... what, commitment to the pupil, sealed live, before or '', candidate or ''
pupils_function('edit_pupils', function(k, args)
    next_pupils(k, args[1], args[3], args[4], args[2], {'pupil', args[5]})
    redis.call('HSET', k.pupils, 'live', args[6])
    if args[7] ~= '' then redis.call('HSET', k.pupils, 'before', args[7]) end
    if args[8] ~= '' then redis.call('HSET', k.pupils, 'candidate', args[8]) end
    return {'ok'}
end)
