-- ---- undoing a decision, for as long as its author may

-- The network is put back to what was wanted before the decision.
local function reverse(on)
    local verb, wanted, action = on.item.verb, on.item.prev_want, on.item.last_act
    if verb == 'leave' then return end
    if wanted == (verb == 'hide' and 'hidden' or 'visible') then return end  -- the decision changed nothing
    redis.call('HSET', on.k.item, 'want', wanted)
    if redis.call('HGET', on.k.acts, action .. '/state') == 'wanted' then
        return drop_action(on.k, on.now, on.id, action, 'Undone before it was sent.')
    end
    local back = verb == 'hide' and 'unhide' or 'hide'
    queue_action(on.k, on.id, want_action(on.k, on.now, on.id, on.item, back, on.person, ''))
end

redis.register_function('undo', function(keys, args)
    local on, refusal = start_review(keys, args)
    if not on then return refusal end
    if args[5] == '' then return {'malformed', 'The version is missing.'} end
    if on.item.state ~= 'done' or not on.item.undo_until then return {'rejected', 'This cannot be undone.'} end
    if on.item.decided_by ~= on.person then return {'forbidden', 'Only the colleague who decided can undo it.'} end
    if tonumber(on.now) > tonumber(on.item.undo_until) then
        return {'rejected', 'The time to undo has passed. Make a new decision instead.'}
    end
    if on.item.verb ~= 'leave' then
        local no = impossible(on, on.item.verb)
        if no then return no end
    end
    local version = next_version(on)
    item_entry(on.k, on.now, 'decision.undone', on.person, on.id, {'verb', on.item.verb, 'version', tonumber(version)})
    redis.call('HSET', on.k.item, 'state', 'open', 'version', version, 'changed', 'undo')
    redis.call('HDEL', on.k.item, 'undo_until', 'decided_by')
    take_label(on)
    reverse(on)
    enqueue(on.k, on.id, on.item)
    return {'ok'}
end)
