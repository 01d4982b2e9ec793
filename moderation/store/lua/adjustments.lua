-- ---- what a school lays over the shipped judging: asked for, tried beside what is live, agreed by two, taken back
--
-- One hash says which is `live`, which one was live `before` it and which one is the `candidate`; another holds each.

local function start_adjusting(keys)
    return bind(keys, 1, {'journal', 'seq', 'adjustments', 'adjustment'})
end

local function adjustment_entry(k, now, what, person, number, data)
    entry(k, now, 'judging.' .. what, person, 'judging:' .. number, json(data))
end

-- The adjustment of KEYS, when it is the candidate and its state is one of the two.
local function candidate_of(k, number, state, or_state)
    if redis.call('HGET', k.adjustments, 'candidate') ~= number then return nil end
    local fields = hash_of(redis.call('HGETALL', k.adjustment)) or {}
    if fields.state ~= state and fields.state ~= or_state then return nil end
    return fields
end

local function no_candidate() return {'conflict', 'There is no such candidate any more.'} end

-- KEYS journal, seq, adjustments, adjustment   ARGV number, person, now, what, sealed request
redis.register_function('ask_adjustment', function(keys, args)
    local k = start_adjusting(keys)
    local state = hash_of(redis.call('HGETALL', k.adjustments)) or {}
    if (state.candidate or '') ~= '' then
        return {'conflict', 'A candidate is being tried already. Agree to it or take it back first.'}
    end
    if tonumber(args[1]) <= number_of(state.last) then return {'conflict', 'A colleague was first.'} end
    adjustment_entry(k, args[3], 'asked', args[2], args[1], {'what', args[4]})
    redis.call('HSET', k.adjustment, 'state', 'asked', 'by', args[2], 'at', args[3], 'what', args[4],
        'request', args[5])
    redis.call('HSET', k.adjustments, 'last', args[1], 'candidate', args[1])
    return {'ok'}
end)

-- KEYS the same   ARGV number, now, sealed content, examples, worse on the golden set ('1'), figures, backtest
redis.register_function('try_adjustment', function(keys, args)
    local k = start_adjusting(keys)
    if not candidate_of(k, args[1], 'asked') then return no_candidate() end
    adjustment_entry(k, args[2], 'tried', 'system:learning', args[1],
        {'examples', tonumber(args[4]), 'worse', args[5] == '1'})
    redis.call('HSET', k.adjustment, 'state', 'shadow', 'content', args[3], 'examples', args[4], 'worse', args[5],
        'figures', args[6], 'backtest', args[7], 'tried_at', args[2])
    return {'ok'}
end)

-- KEYS the same   ARGV number, person, now
redis.register_function('agree_adjustment', function(keys, args)
    local k = start_adjusting(keys)
    local one = candidate_of(k, args[1], 'shadow')
    if not one then return no_candidate() end
    if one.by == args[2] then return {'forbidden', 'You asked for this yourself. A second colleague has to agree.'} end
    if one.worse == '1' then return {'rejected', 'It does worse than what is live, so it cannot go live.'} end
    adjustment_entry(k, args[3], 'agreed', args[2], args[1], {'by', one.by})
    redis.call('HSET', k.adjustment, 'state', 'live', 'agreed_by', args[2], 'agreed_at', args[3])
    redis.call('HDEL', k.adjustment, 'request')
    redis.call('HSET', k.adjustments, 'before', redis.call('HGET', k.adjustments, 'live') or '0', 'live', args[1],
        'candidate', '')
    return {'ok'}
end)

-- KEYS the same   ARGV number, person, now
redis.register_function('withdraw_adjustment', function(keys, args)
    local k = start_adjusting(keys)
    if not candidate_of(k, args[1], 'asked', 'shadow') then return no_candidate() end
    adjustment_entry(k, args[3], 'withdrawn', args[2], args[1], {})
    redis.call('HSET', k.adjustment, 'state', 'withdrawn')
    redis.call('HDEL', k.adjustment, 'request', 'content')
    redis.call('HSET', k.adjustments, 'candidate', '')
    return {'ok'}
end)

-- KEYS the same   ARGV number that is live, person, now
redis.register_function('step_back', function(keys, args)
    local k = start_adjusting(keys)
    local state = hash_of(redis.call('HGETALL', k.adjustments)) or {}
    if args[1] == '0' or state.live ~= args[1] then return {'conflict', 'Somebody else changed this already.'} end
    if (state.before or '') == '' then return {'rejected', 'There is nothing to go back to.'} end
    adjustment_entry(k, args[3], 'stepped_back', args[2], args[1], {'to', state.before})
    redis.call('HSET', k.adjustment, 'state', 'retired')
    redis.call('HSET', k.adjustments, 'live', state.before, 'before', '')
    return {'ok'}
end)
