-- ---- the recall: every picture of pupils is taken down, after two people agreed to that
--
-- `recall` says who wanted it and how far it is, as the sweep does; `recall_posts` holds what it took down or held
-- back, each once. While `force` stands, nothing is published that may show pupils.

local function recall_entry(k, now, what, person, data)
    entry(k, now, 'recall.' .. what, person, 'posts', json(data))
end

-- ARGV '', person, now, sealed reason, commitment to it, ALERT_ARGS
redis.register_function('propose_recall', function(keys, args)
    local k = start_post(keys)
    local state = redis.call('HGET', k.recall, 'state')
    if state == 'proposed' or state == 'running' then
        return {'conflict', 'A colleague was first: look at what is proposed or under way.'}
    end
    recall_entry(k, args[3], 'proposed', args[2], {'reason', args[5]})
    redis.call('HSET', k.recall, 'state', 'proposed', 'by', args[2], 'proposed_at', args[3], 'reason', args[4])
    redis.call('HDEL', k.recall, 'agreed_by', 'agreed_at', 'finished_at')
    local alert = named(args, 6, ALERT_ARGS)
    if not is_open(k, alert) then
        new_alert(k, args[3], alert)
        redis.call('HSET', k.recall, 'alert', alert.id)
    end
    return {'ok'}
end)

-- Whoever answers the proposal has its alert in hand, and a later proposal is told anew. k.alert is `id`.
local function end_recall_alert(k, now, person, id)
    local alert = hash_of(redis.call('HGETALL', k.alert))
    if not alert or alert.state == 'acknowledged' then return end
    entry(k, now, 'alert.acknowledged', person, 'alert:' .. id, json({'step', tonumber(alert.step)}))
    redis.call('HSET', k.alert, 'state', 'acknowledged', 'ack_by', person, 'ack_at', now)
    redis.call('ZREM', k.alerts_open, id)
    redis.call('ZREM', k.jobs_delayed, cjson.encode({'alerts', 'alert', id, 'step', alert.step}))
    local subject = alert.kind .. '|' .. alert.subject
    if redis.call('HGET', k.alerts_subjects, subject) == id then redis.call('HDEL', k.alerts_subjects, subject) end
end

-- ARGV '', person, now, when what they read was proposed, its alert
redis.register_function('agree_recall', function(keys, args)
    local k = start_post(keys)
    local recall = hash_of(redis.call('HGETALL', k.recall)) or {}
    if recall.state ~= 'proposed' then return {'conflict', 'There is no such proposal any more.'} end
    if recall.proposed_at ~= args[4] or (recall.alert or '') ~= args[5] then return proposed_anew() end
    if recall.by == args[2] then
        return {'forbidden', 'You proposed this yourself. A second colleague has to agree.'}
    end
    recall_entry(k, args[3], 'agreed', args[2], {'by', recall.by})
    end_recall_alert(k, args[3], args[2], args[5])
    redis.call('DEL', k.recall_posts)
    redis.call('HDEL', k.recall, 'at', 'id', 'ended_by', 'ended_at', 'ended_reason')
    redis.call('HSET', k.recall, 'state', 'running', 'force', recall.by, 'agreed_by', args[2], 'agreed_at', args[3],
        'all', redis.call('ZCOUNT', k.posts_over, '-inf', args[3]), 'done', '0')
    return {'ok'}
end)

-- ARGV '', person, now, the alert of what is proposed
redis.register_function('withdraw_recall', function(keys, args)
    local k = start_post(keys)
    local recall = hash_of(redis.call('HGETALL', k.recall)) or {}
    if recall.state ~= 'proposed' then return {'conflict', 'There is no such proposal any more.'} end
    if (recall.alert or '') ~= args[4] then return proposed_anew() end
    recall_entry(k, args[3], 'withdrawn', args[2], {})
    end_recall_alert(k, args[3], args[2], args[4])
    redis.call('HSET', k.recall, 'state', 'withdrawn')
    return {'ok'}
end)

local STANDS_PERHAPS = {published = true, publishing = true, waiting = true, unknown = true}

-- What is agreed to and waits becomes a draft; what stands or is on its way is taken down. Each post once: what could
-- not be taken down is for people.
local function recall_one(k, now, id, post, recall, sealed, commitment, alert)
    if redis.call('ZSCORE', k.recall_posts, id) then return end
    if post.state == 'approved' then
        back_to_draft(k, now, id, post, 'recall')
        tell_of(k, now, alert, post)
    elseif is_out(post) and anywhere(post, STANDS_PERHAPS) then
        take_down(k, now, id, post, recall.by, recall.agreed_by, sealed, commitment)
    else
        return
    end
    redis.call('ZADD', k.recall_posts, redis.call('ZCARD', k.recall_posts), id)
end

-- Nobody can say what it shows, so nothing is done about it by itself: people look.
local function list_lost(k, id, post)
    if post.state ~= 'approved' and not (is_out(post) and anywhere(post, STANDS_PERHAPS)) then return end
    redis.call('ZADD', k.recall_posts, 'NX', redis.call('ZCARD', k.recall_posts), id)
end

-- ARGV id, when it was over or '', where the recall was: when and id, now, 1 when it may show pupils or "lost" when
-- it cannot be opened, sealed reason, commitment to it, ALERT_ARGS
-- conflict: another process was first, or nothing is under way.
redis.register_function('recall_post', function(keys, args)
    local k, post = start_post(keys)
    local recall = hash_of(redis.call('HGETALL', k.recall)) or {}
    local walked = args[2] ~= ''
    local same = (recall.at or '') == args[3] and (recall.id or '') == args[4]
    if recall.state ~= 'running' or (walked and not same) then return {'conflict', 'Somebody else looked at it.'} end
    if post and args[6] == '1' then
        recall_one(k, args[5], args[1], post, recall, args[7], args[8], named(args, 9, ALERT_ARGS))
    end
    if post and args[6] == 'lost' then list_lost(k, args[1], post) end
    if not walked then return {'ok'} end
    redis.call('HSET', k.recall, 'at', args[2], 'id', args[1])
    -- What was taken down stands behind all others and comes by once more.
    if tonumber(args[2]) <= tonumber(recall.agreed_at) then redis.call('HINCRBY', k.recall, 'done', 1) end
    return {'ok'}
end)

-- ARGV '', where the recall was: when and id, now
redis.register_function('finish_recall', function(keys, args)
    local k = start_post(keys)
    local recall = hash_of(redis.call('HGETALL', k.recall)) or {}
    if recall.state ~= 'running' or (recall.at or '') ~= args[2] or (recall.id or '') ~= args[3] then
        return {'conflict', 'Somebody else looked at it.'}
    end
    recall_entry(k, args[4], 'finished', 'system:recall', {'posts', redis.call('ZCARD', k.recall_posts)})
    redis.call('HSET', k.recall, 'state', 'finished', 'finished_at', args[4], 'done', recall.all)
    return {'ok'}
end)

-- ARGV '', person, now, sealed reason, commitment to it
-- `force` names who proposed what is in force: also after somebody proposed another one.
redis.register_function('end_recall', function(keys, args)
    local k = start_post(keys)
    local recall = hash_of(redis.call('HGETALL', k.recall)) or {}
    if recall.state == 'running' then return {'conflict', 'Pictures are still being taken down.'} end
    if not recall.force then return {'conflict', 'A colleague was first.'} end
    if recall.force == args[2] then
        return {'forbidden', 'You proposed this yourself. A colleague has to end it.'}
    end
    recall_entry(k, args[3], 'ended', args[2], {'by', recall.force, 'reason', args[5]})
    redis.call('HDEL', k.recall, 'force')
    redis.call('HSET', k.recall, 'ended_by', args[2], 'ended_at', args[3], 'ended_reason', args[4])
    return {'ok'}
end)
