-- ---- publishing: what becomes of a post on each of its channels

-- Of a post its people hear first: who wrote it, who wanted it read and who agreed to it.
local function tell_of(k, now, alert, post)
    if is_open(k, alert) then return end
    if post then alert.concerned = with(with(post.authors, post.submitted_by or ''), post.approved_by or '') end
    new_alert(k, now, alert)
end

-- It could not be taken down. Of what an emergency takes down the list has each post: one alert tells of all of them.
local function tell_of_removal(k, now, id, alert, post)
    local force = redis.call('HEXISTS', k.recall, 'force') == 1
    if not force or not redis.call('ZSCORE', k.recall_posts, id) then return tell_of(k, now, alert, post) end
    alert.kind, alert.subject, alert.severity = 'recall_refused', 'recall:pictures', '4'
    if not is_open(k, alert) then new_alert(k, now, alert) end
end

-- The post is over when it is over on all channels.
local function settle_post(k, now, id)
    local post = hash_of(redis.call('HGETALL', k.post))
    local all = true
    for channel in each_channel(post) do
        if not OVER[post[channel .. '/state'] or ''] then return end
        all = all and post[channel .. '/state'] == 'published'
    end
    if post.state ~= 'taken_down' then over(k, now, id, all and 'published' or 'failed') end
end

local function set_delivery(k, now, id, channel, state, detail)
    post_entry(k, now, state, 'system:posts', id, {'channel', channel})
    redis.call('HSET', k.post, channel .. '/state', state, channel .. '/detail', detail, channel .. '/at', now)
end

-- It will not be published on this channel any more. What was tried may stand there all the same.
local function give_up_delivery(k, now, id, post, channel, detail, alert)
    local tried = (post[channel .. '/progress'] or '') ~= ''
    set_delivery(k, now, id, channel, tried and 'unknown' or 'failed', detail)
    settle_post(k, now, id)
    if alert then tell_of(k, now, alert, post) end
end

local function begun_anywhere(post)
    for channel in each_channel(post) do
        if post[channel .. '/state'] ~= 'waiting' then return true end
    end
    return false
end

-- Its time has come and it may not go out. Nothing of it stands anywhere: it is a draft again, and not even later.
local function back_to_draft(k, now, id, post, why)
    post_entry(k, now, 'held', 'system:posts', id, {'why', why})
    void_approval(k, id, post)
    redis.call('HSET', k.post, 'state', 'draft', 'voided', why)
end

-- Why a post that was agreed to may not go out now; nil: it may. `objected`: the register of pupils speaks against it.
-- `shows`: it may show pupils.
local function held(k, now, post, objected, shows)
    if tonumber(now) > number_of(post.expires_at) then return 'expired' end
    if number_of(post.publish_at) > 0 and redis.call('HEXISTS', k.posts, 'paused_by') == 1 then return 'paused' end
    if objected then return 'pupils' end
    return shows and redis.call('HEXISTS', k.recall, 'force') == 1 and 'recall' or nil
end

local HELD = {
    expired = 'It could not be published within a day of its time.',
    paused = 'Posts were paused when its time came.',
    pupils = 'It can\'t be published as it is.',
    recall = 'No pictures of pupils are published at the moment.',
}

-- Whether a job of this agreement has something to do on the channel still.
local function is_wanted(post, channel, approval)
    local state = post and post[channel .. '/state']
    return post and post.approval == approval and (state == 'waiting' or state == 'publishing')
end

-- The post of a job, and whether the job is still wanted.
local function start_delivery(keys, args)
    local k, post = start_post(keys)
    return k, post, is_wanted(post, args[2], args[3])
end

-- Its job stops whoever takes it. What it did before nobody can say; what was not begun was not done.
local function bury_delivery(k, now, id, post, channel, approval, alert)
    local state = post and post[channel .. '/state']
    if state == 'taking_down' then
        set_delivery(k, now, id, channel, 'published',
            'It could not be taken down: Gatehouse stopped each time it tried.')
        return tell_of_removal(k, now, id, alert, post)
    elseif is_wanted(post, channel, approval) then
        local begun = state ~= 'waiting'
        set_delivery(k, now, id, channel, begun and 'unknown' or 'failed',
            begun and 'Gatehouse stopped each time it tried.' or 'Gatehouse stopped each time before it began.')
        settle_post(k, now, id)
    else
        return
    end
    tell_of(k, now, alert, post)
end

local function not_wanted() return {'conflict', 'This is not wanted any more.'} end

-- ARGV id, channel, approval, now, 1 when the register of pupils speaks against it, 1 when it may show pupils,
-- ALERT_ARGS   -> ok
-- Checks again what was right when somebody agreed. conflict: it is not to be published now, and that is noted.
redis.register_function('begin_publishing', function(keys, args)
    local k, post, wanted = start_delivery(keys, args)
    if not wanted then return not_wanted() end
    local id, channel, now, alert = args[1], args[2], args[4], named(args, 7, ALERT_ARGS)
    local why = held(k, now, post, args[5] == '1', args[6] == '1')
    if why and not begun_anywhere(post) then
        back_to_draft(k, now, id, post, why)
        tell_of(k, now, alert, post)
        return {'conflict', HELD[why]}
    end
    local detail = why and HELD[why]
    if not detail and (not authorised(k, channel) or posting_paused(k, channel, now)) then
        detail = 'The channel was not authorised when its time came.'
    end
    if detail then
        give_up_delivery(k, now, id, post, channel, detail, alert)
        return {'conflict', detail}
    end
    if post[channel .. '/state'] == 'waiting' then
        post_entry(k, now, 'begun', 'system:posts', id, {'channel', channel, 'content', post.fingerprint})
        redis.call('HSET', k.post, 'state', 'publishing', channel .. '/state', 'publishing', channel .. '/at', now)
    end
    return {'ok'}
end)

-- ARGV id, channel, approval, progress
redis.register_function('keep_progress', function(keys, args)
    local k, _, wanted = start_delivery(keys, args)
    if not wanted then return not_wanted() end
    redis.call('HSET', k.post, args[2] .. '/progress', args[4])
    return {'ok'}
end)

local function queue_removal(k, id, channel, approval)
    redis.call('XADD', k.jobs_posts, '*', unpack(post_job(id, channel, approval)))
end

-- ARGV id, channel, approval, now, outcome, detail, external id, permalink, ALERT_ARGS
redis.register_function('finish_publishing', function(keys, args)
    local k, post, wanted = start_delivery(keys, args)
    local id, channel, now, outcome = args[1], args[2], args[4], args[5]
    if not OVER[outcome] then return {'malformed', 'That is no outcome.'} end
    -- It was stopped while it was being published: what stands there after all is taken down.
    local overtaken = post and not wanted and post.state == 'taken_down' and post.approval == args[3] and
        outcome == 'published'
    if not wanted and not overtaken then return not_wanted() end
    set_delivery(k, now, id, channel, outcome, args[6])
    if outcome == 'published' then
        redis.call('HSET', k.post, channel .. '/external', args[7], channel .. '/permalink', args[8])
        redis.call('HSET', k.posts_external, channel .. '|' .. args[7], id)
    else
        tell_of(k, now, named(args, 9, ALERT_ARGS), post)
    end
    if overtaken then
        set_delivery(k, now, id, channel, 'taking_down', args[6])
        queue_removal(k, id, channel, post.approval)
        return {'ok'}
    end
    settle_post(k, now, id)
    return {'ok'}
end)

-- Whether it is in one of these states on some channel.
local function anywhere(post, states)
    for channel in each_channel(post) do
        if states[post[channel .. '/state'] or ''] then return true end
    end
    return false
end

-- ARGV id, due, now, ALERT_ARGS   -> ok, 1 when it was noted
redis.register_function('want_post_down', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    local id, due, now = args[1], args[2], args[3]
    local noted = number_of(redis.call('ZSCORE', k.posts_down, id))
    if noted > tonumber(now) or not anywhere(post, {published = true}) then return {'ok', 0} end
    post_entry(k, now, noted > 0 and 'down_overdue' or 'down_wanted', 'system:posts', id, {})
    redis.call('ZADD', k.posts_down, due, id)
    redis.call('HSET', k.post, 'down_due', due)
    tell_of(k, now, named(args, 4, ALERT_ARGS), post)
    return {'ok', 1}
end)

-- Nobody has to decide about its old pictures any more.
local function end_sweep_find(k, id)
    redis.call('ZREM', k.sweep_found, id)
    redis.call('HDEL', k.post, 'sweep_reasons', 'sweep_at', 'sweep_basis', 'sweep_by', 'sweep_by_at', 'sweep_reason',
        'sweep_commitment')
end

-- Whether something of it stands, or may come to stand, on a channel.
local function is_out(post)
    local again = post.state == 'taken_down' and anywhere(post, {published = true})  -- it could not be taken down
    return again or post.state == 'publishing' or post.state == 'published' or post.state == 'failed'
end

-- Takes it down where it stands, and stops it where it is not yet. `agreed_by`: the second of two, or ''.
-- REQUIRES is_out(post).
local function take_down(k, now, id, post, person, agreed_by, sealed, commitment)
    post_entry(k, now, 'taking_down', person, id, {'agreed_by', agreed_by, 'reason', commitment})
    redis.call('HSET', k.post, 'down_by', person, 'down_at', now, 'down_reason', sealed, 'down_agreed_by', agreed_by)
    end_sweep_find(k, id)
    over(k, now, id, 'taken_down')
    for channel in each_channel(post) do
        local state = post[channel .. '/state']
        if state == 'published' then
            set_delivery(k, now, id, channel, 'taking_down', '')
            queue_removal(k, id, channel, post.approval)
        elseif state == 'waiting' or state == 'publishing' then
            redis.call('ZREM', k.jobs_delayed, planned_job(id, channel, post.approval))
            give_up_delivery(k, now, id, post, channel, 'A colleague stopped it.')
        end
    end
end

-- ARGV id, person, now, sealed reason, commitment to it
redis.register_function('take_down_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if not is_out(post) then return post_moved_on() end
    take_down(k, args[3], args[1], post, args[2], '', args[4], args[5])
    return {'ok'}
end)

-- ARGV id, channel, now, "taken_down" or "published", detail, ALERT_ARGS
redis.register_function('finish_removal', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    local id, channel, now, outcome = args[1], args[2], args[3], args[4]
    if post[channel .. '/state'] ~= 'taking_down' then return not_wanted() end
    set_delivery(k, now, id, channel, outcome, args[5])
    post[channel .. '/state'] = outcome
    if not anywhere(post, {published = true, taking_down = true}) then redis.call('ZREM', k.posts_down, id) end
    if outcome ~= 'taken_down' then tell_of_removal(k, now, id, named(args, 6, ALERT_ARGS), post) end
    return {'ok'}
end)

-- KEYS COMMON, alert, posts_own   ARGV item, now, 1 when Gatehouse published it, ALERT_ARGS
redis.register_function('explain_own_post', function(keys, args)
    local k = bind(keys, #COMMON + 1, {'alert', 'posts_own'}, bind(keys, 1, COMMON))
    if not redis.call('ZSCORE', k.posts_own, args[1]) then return {'ok'} end
    if args[3] ~= '1' then
        entry(k, args[2], 'item.posted_elsewhere', 'system:posts', 'item:' .. args[1], json({}))
        tell_of(k, args[2], named(args, 4, ALERT_ARGS))
    end
    redis.call('ZREM', k.posts_own, args[1])
    return {'ok'}
end)
