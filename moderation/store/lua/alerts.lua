-- ---- alerts: told, escalated, acknowledged

-- KEYS COMMON, alert, jobs_delayed, item and acts and hist of the subject (or of none), missed
local function start_alert(keys)
    local k = bind(keys, #COMMON + 1, {'alert', 'jobs_delayed', 'item', 'acts', 'hist', 'missed'},
        bind(keys, 1, COMMON))
    local alert = hash_of(redis.call('HGETALL', k.alert))
    if not alert then return nil, {'not_found', 'There is no such alert.'} end
    return {k = k, alert = alert}
end

local function forget_subject(on, id)
    local subject = on.alert.kind .. '|' .. on.alert.subject
    if redis.call('HGET', on.k.alerts_subjects, subject) ~= id then return end
    redis.call('HDEL', on.k.alerts_subjects, subject)
end

-- KEYS as start_alert   ARGV now, ALERT_ARGS   -> ok, 1 when it was raised
redis.register_function('raise_alert', function(keys, args)
    local k = bind(keys, #COMMON + 1, {'alert', 'jobs_delayed', 'item', 'acts', 'hist'}, bind(keys, 1, COMMON))
    local alert = named(args, 2, ALERT_ARGS)
    if not string.match(alert.severity, '^[0-4]$') then return {'malformed', 'The alert makes no sense.'} end
    if redis.call('EXISTS', k.alert) == 1 then return {'ok', 0} end
    if is_open(k, alert) then return {'ok', 0} end
    new_alert(k, args[1], alert)
    if alert.kind == 'item' and redis.call('HEXISTS', k.item, 'state') == 1 then
        redis.call('HSET', k.item, 'alert', alert.id, 'alert_matters', alert.matters)
    end
    return {'ok', 1}
end)

-- KEYS as start_alert   ARGV now, item, ALERT_ARGS   -> ok, 1 when it was raised
-- The time to review an automatic hide is over: an alert when it still stands and nobody has decided.
redis.register_function('unreviewed_hide', function(keys, args)
    local k = bind(keys, #COMMON + 1, {'alert', 'jobs_delayed', 'item', 'acts', 'hist'}, bind(keys, 1, COMMON))
    local now, id, alert, item = args[1], args[2], named(args, 3, ALERT_ARGS), read_item(k)
    local due = number_of(redis.call('ZSCORE', k.hides, id))
    if due == 0 or due > tonumber(now) then return {'ok', 0} end
    local stands = item and waits(item) and item.net == 'hidden'
    local known = is_open(k, alert)
    if stands and not known then new_alert(k, now, alert) end
    redis.call('ZREM', k.hides, id)
    return {'ok', stands and not known and 1 or 0}
end)

-- A hide that was only wanted together with an alert may go now: with the alert of these words, not of earlier ones.
local function release_hide(on, id, item_id)
    if redis.call('HGET', on.k.item, 'alert') ~= id then return end
    redis.call('HSET', on.k.item, 'alert_told', '1')
    local pending = redis.call('HGET', on.k.item, 'pending_hide')
    if not pending then return end
    queue_action(on.k, item_id, pending)
    redis.call('HDEL', on.k.item, 'pending_hide')
end

-- Who is told of an item can read it. Not by an alert about what it was before an edit.
local function let_read(on, item_id, alert_id, person)
    local item = read_item(on.k)
    local overtaken = item and on.alert.kind == 'item' and item.alert ~= alert_id
    if item and item.visibility and not overtaken then add_reader(on.k, item_id, item, person) end
end

-- ARGV alert, item or '', step, person, now
redis.register_function('alert_told', function(keys, args)
    local on, refusal = start_alert(keys)
    if not on then return refusal end
    local id, person, now = args[1], args[4], args[5]
    local this_step = on.alert.step == args[3]
    if has(on.alert.told, person) and (not this_step or has(on.alert.told_step, person)) then return {'ok'} end
    local data = json({'step', tonumber(args[3]), 'person', person})
    entry(on.k, now, 'alert.told', 'system:notifier', 'alert:' .. id, data)
    redis.call('HSET', on.k.alert, 'told', with(on.alert.told, person))
    if this_step then redis.call('HSET', on.k.alert, 'told_step', with(on.alert.told_step, person)) end
    if args[2] == '' then return {'ok'} end
    let_read(on, args[2], id, person)
    if on.alert.kind == 'item' then release_hide(on, id, args[2]) end
    return {'ok'}
end)

-- Those told in the step before this one have had their time: it counts against each of them, once for each alert.
-- Returns who has reached `limit` by it.
local function count_missed(on, limit)
    local reached = {}
    for person in string.gmatch(on.alert.waited_for or '', '[^,]+') do
        if not has(on.alert.missed, person) then
            on.alert.missed = with(on.alert.missed, person)
            if redis.call('HINCRBY', on.k.missed, person, 1) == limit then reached[#reached + 1] = person end
        end
    end
    redis.call('HSET', on.k.alert, 'waited_for', on.alert.told_step or '', 'missed', on.alert.missed or '')
    return reached
end

-- ARGV alert, item or '', step, next or '', now, how many missed alerts make somebody absent
-- -> ok, those whom this one makes absent
redis.register_function('alert_step_done', function(keys, args)
    local on, refusal = start_alert(keys)
    if not on then return refusal end
    local id, next_due, now = args[1], args[4], args[5]
    if on.alert.state ~= 'open' or on.alert.step ~= args[3] then return {'conflict', 'The alert has moved on.'} end
    local step = whole(tonumber(args[3]) + 1)
    local exhausted = next_due == ''
    entry(on.k, now, exhausted and 'alert.exhausted' or 'alert.step_done', 'system:notifier', 'alert:' .. id,
        json({'step', tonumber(args[3])}))
    local absent = count_missed(on, tonumber(args[6]))
    redis.call('HSET', on.k.alert, 'step', step, 'told_step', '')
    if exhausted then
        redis.call('HSET', on.k.alert, 'state', 'exhausted')
        forget_subject(on, id)
    else
        redis.call('ZADD', on.k.jobs_delayed, next_due, cjson.encode({'alerts', 'alert', id, 'step', step}))
    end
    return {'ok', unpack(absent)}
end)

-- ARGV alert, item or '', person, what they see, now
-- Whoever cannot read what it is about cannot have it in hand: their word would stop those who can from being told.
redis.register_function('acknowledge_alert', function(keys, args)
    local on, refusal = start_alert(keys)
    if not on then return refusal end
    local id, person, now = args[1], args[3], args[5]
    local none = {'not_found', 'There is no such alert.'}
    if person == '' or has(on.alert.barred, person) then return none end
    local item = args[2] ~= '' and read_item(on.k)
    if item and item.visibility and not exists_for(item, person, args[4]) then
        if has(item.barred, person) or not has(on.alert.told, person) then return none end
        return {'forbidden', 'Only somebody who can read what it is about can take it on.'}
    end
    if on.alert.state == 'acknowledged' then return {'conflict', 'A colleague has acknowledged this alert already.'} end
    entry(on.k, now, 'alert.acknowledged', person, 'alert:' .. id, json({'step', tonumber(on.alert.step)}))
    redis.call('HDEL', on.k.missed, person)
    redis.call('HSET', on.k.alert, 'state', 'acknowledged', 'ack_by', person, 'ack_at', now)
    redis.call('ZREM', on.k.alerts_open, id)
    redis.call('ZREM', on.k.jobs_delayed, cjson.encode({'alerts', 'alert', id, 'step', on.alert.step}))
    forget_subject(on, id)
    return {'ok'}
end)
