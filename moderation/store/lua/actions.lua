-- ---- actions: what is done on the network because of a decision or a rule

local function read_action(k, action)
    local found = redis.call('HMGET', k.acts, action .. '/verb', action .. '/state', action .. '/wanted_by',
        action .. '/attempts')
    if not found[1] then return nil end
    return {verb = found[1], state = found[2], wanted_by = found[3], attempts = tonumber(found[4] or '0')}
end

local FINISHED = {done = true, refused = true, failed = true}

local function start_action(keys, args)
    local k = bind(keys, #COMMON + 1, ITEM, bind(keys, 1, COMMON))
    local item, action = read_item(k), read_action(k, args[1])
    if not item or not action then return nil, {'not_found', 'There is no such action.'} end
    if FINISHED[action.state] then return nil, {'conflict', 'The action is finished already.'} end
    return {k = k, item = item, action = action, name = args[1], id = args[2]}
end

-- A person wanted it and now it did not happen: they have to know.
local function give_back(on, now)
    local shows = SHOWS[on.action.verb]
    if string.sub(on.action.wanted_by, 1, 7) == 'system:' or (shows and on.item.last_act ~= on.name) then return end
    if on.item.state ~= 'done' and on.item.state ~= 'agreed' then return end
    if on.item.net == 'gone' or on.item.net == 'removed_by_us' then
        redis.call('HSET', on.k.item, 'state', 'done')  -- nobody can do anything about it any more
    else
        reopen(on.k, now, on.id, on.item, 'action')
    end
end

local function set_outcome(on, now, outcome, detail)
    redis.call('HSET', on.k.acts, on.name .. '/state', outcome, on.name .. '/detail', detail, on.name .. '/at', now)
end

-- KEYS COMMON, ITEM   ARGV action, item, sealed evidence or '', commitment to it, now
redis.register_function('begin_action', function(keys, args)
    local on, refusal = start_action(keys, args)
    if not on then return refusal end
    local now = args[5]
    if not authorised(on.k, on.item.channel) then return {'rejected', 'The channel is not authorised.'} end
    -- A hide that was held up must not overtake the decision that came after it.
    if SHOWS[on.action.verb] and on.item.last_act ~= on.name then
        item_entry(on.k, now, 'action.dropped', 'system:store', on.id, {'action', on.name})
        set_outcome(on, now, 'refused', 'A later decision replaced it.')
        return {'conflict', 'A later decision replaced this action.'}
    end
    local attempt = whole(on.action.attempts + 1)
    item_entry(on.k, now, 'action.begun', 'system:actions', on.id,
        {'action', on.name, 'verb', on.action.verb, 'attempt', tonumber(attempt), 'evidence', args[4]})
    redis.call('HSET', on.k.acts, on.name .. '/state', 'acting', on.name .. '/attempts', attempt)
    redis.call('HSETNX', on.k.acts, on.name .. '/begun_at', now)
    -- Evidence holds the addresses of pictures.
    local keeps = args[3] ~= '' and on.item.listed ~= '1'
    if keeps then redis.call('HSET', on.k.evid, 'act:' .. on.name .. ':' .. attempt, args[3]) end
    return {'ok'}
end)

local RESULT = {hide = 'hidden', unhide = 'visible', delete = 'removed_by_us'}

local function show_result(on, now, outcome, net)
    if net == '' and outcome == 'done' then net = RESULT[on.action.verb] or '' end
    if net == '' then return end
    redis.call('HSET', on.k.item, 'net', net, 'net_at', now)
    if net == 'hidden' then redis.call('HSET', on.k.item, 'hidden_at', bigger(on.item.hidden_at, on.item.severity)) end
    if net == 'removed_by_us' or net == 'gone' then redis.call('ZREM', on.k.ext, ext_member(on.item)) end
    on.item.net = net
end

-- What the machine hid, a person looks at before its time is over: see unreviewed_hide in alerts.lua.
local function expect_review(on)
    local by_machine = on.action.verb == 'hide' and on.action.wanted_by == 'system:triage'
    if not by_machine or not waits(on.item) or number_of(on.item.review_by) == 0 then return end
    redis.call('ZADD', on.k.hides, on.item.review_by, on.id)
end

-- What goes on after it was done, until it is lifted: <channel>|<what>|<whom or which post it concerns> -> action.
local LIFTS = {unban = 'ban', unmute = 'mute', comments_on = 'comments_off'}
local GOES_ON = {ban = true, mute = true, comments_off = true}
local function note_standing(on, subject)
    local verb = on.action.verb
    local place = on.item.channel .. '|' .. (LIFTS[verb] or verb) .. '|' .. subject
    if GOES_ON[verb] then redis.call('HSET', on.k.standing, place, on.name) end
    if LIFTS[verb] then redis.call('HDEL', on.k.standing, place) end
end

local function finish(on, now, outcome, detail, net)
    item_entry(on.k, now, 'action.' .. outcome, 'system:actions', on.id,
        {'action', on.name, 'verb', on.action.verb, 'attempt', on.action.attempts})
    set_outcome(on, now, outcome, detail)
    show_result(on, now, outcome, net)
    if outcome == 'done' then
        if on.item.state == 'agreed' then redis.call('HSET', on.k.item, 'state', 'done') end
        expect_review(on)
    elseif outcome ~= 'unknown' then
        if SHOWS[on.action.verb] then redis.call('HSET', on.k.item, 'want', on.item.net) end
        give_back(on, now)
    end
end

-- KEYS COMMON, ITEM, standing   ARGV action, item, outcome, detail, network state or '', now, whom or what it concerns
redis.register_function('finish_action', function(keys, args)
    local on, refusal = start_action(keys, args)
    if not on then return refusal end
    if not FINISHED[args[3]] and args[3] ~= 'unknown' then return {'malformed', 'That is no outcome.'} end
    finish(on, args[6], args[3], args[4], args[5])
    if args[3] == 'done' then
        on.k.standing = keys[#COMMON + #ITEM + 1]
        note_standing(on, args[7])
    end
    return {'ok'}
end)
