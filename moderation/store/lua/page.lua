-- ---- recording a page: items, queue entries, alerts, actions, journal and the feed's cursor in one step

local PAGE_WIDE = {
    'lease', 'cursors', 'counts', 'commenters', 'recent', 'adjustments', 'posts_own', 'jobs_pictures',
}
-- How many KEYS and ARGV one item takes, and what they are.
local PAGE_KEYS = {'item', 'revs', 'evid', 'acts', 'hist', 'alert', 'author', 'course', 'said', 'pace'}
local PAGE_ARGS = {
    'id', 'rev', 'network', 'ext', 'parent', 'post', 'kind', 'hidden', 'can_hide', 'can_remove', 'content',
    'assessment', 'severity', 'queue', 'visibility', 'barred', 'auto_hide', 'hide_needs_alert', 'preserve', 'act_by',
    'commitment', 'raw', 'review_by', 'author', 'head_barred', 'has_words', 'written',
    'shadow', 'differs', 'pictures', 'bare',
}
-- What is kept as evidence, from the weakest to the strongest; that no picture may be kept outranks that all is.
local PRESERVE = {std = 1, snap_min = 2, snap = 3, hold = 4, hold_no_media = 5}

-- How long what is counted around an item is remembered (ms).
local COMMENTERS_KEPT = 30 * 86400000
local WORDS_KEPT = 86400000
local PACE_KEPT = 7200000
local COURSE_KEPT = 9 * 86400000
-- Of which comments it is known when they came, to try a candidate on them.
local RECENT_KEPT = 35 * 86400000

local function malformed_item(new)
    if not string.match(new.severity, '^[0-4]$') then return true end
    if not RANK[new.visibility] then return true end
    if new.written and not tonumber(new.written) then return true end
    return new.act_by ~= '' and not tonumber(new.act_by)
end

-- Whether an alert that is open has told of all this already, at no lesser severity.
local function told_already(item, matters)
    for category, severity in string.gmatch(matters, '([^,:]+):(%d)') do
        local told = false
        for level = tonumber(severity), 4 do told = told or has(item.alert_matters, category .. ':' .. level) end
        if not told then return false end
    end
    return true
end

-- An edit is told anew where it adds something, and where nobody is asked about the last alert any more.
local function raise_for(k, now, new, item)
    local alert = new.alert
    if alert.id == '' or alert.kind ~= 'item' then return end
    local open = is_open(k, alert)
    if open and told_already(item, alert.matters) then return end
    new_alert(k, now, alert)
    item.alert_matters = open and union(item.alert_matters, alert.matters) or alert.matters
    redis.call('HSET', k.item, 'alert', alert.id, 'alert_matters', item.alert_matters)
    redis.call('HDEL', k.item, 'alert_told')
    item.alert_told = nil
end

local function hide_for(k, now, new, item)
    if new.auto_hide ~= '1' or item.net ~= 'visible' or item.want == 'hidden' then return end
    local action = want_action(k, now, new.id, item, 'hide', 'system:triage', '')
    redis.call('HSET', k.item, 'want', 'hidden', 'review_by', new.review_by)
    if new.hide_needs_alert == '1' and item.alert_told ~= '1' then
        redis.call('HSET', k.item, 'pending_hide', action)
    else
        queue_action(k, new.id, action)
    end
end

-- What one person wrote is listed only where a person had to look at it.
local function list_for_author(k, now, new)
    if new.author ~= '' and new.queue == '1' then redis.call('ZADD', k.author, 'NX', now, new.id) end
end

-- What circumstances() asks for when the next page comes. Of items from which somebody is barred nothing is counted:
-- others would tell that person that there is something they do not see.
local function count_around(k, now, new)
    if new.author ~= '' then redis.call('ZADD', k.commenters, now, new.author) end
    if new.has_words == '1' then
        redis.call('INCR', k.said)
        redis.call('PEXPIRE', k.said, WORDS_KEPT)
    end
    if new.queue ~= '1' or new.barred ~= '' then return end
    if new.author ~= '' then
        redis.call('ZADD', k.course, new.written, new.id)
        redis.call('PEXPIRE', k.course, COURSE_KEPT)
    end
    if new.post ~= '' then
        redis.call('ZADD', k.pace, new.written, new.id)
        redis.call('PEXPIRE', k.pace, PACE_KEPT)
    end
end

-- What keeps_raw of store_page.cpp lets through. Not where an earlier revision forbade the addresses of pictures.
local function keep_raw(k, new, item)
    if new.raw == '' or item.preserve == 'hold_no_media' then return end
    redis.call('HSET', k.evid, 'rev:' .. new.rev, new.raw)
end

-- What a candidate of the judging would have done otherwise: noted, never acted on.
local function note_shadow(k, new)
    if new.shadow == '0' or new.barred ~= '' then return end
    redis.call('HINCRBY', k.adjustments, 'seen/' .. new.shadow, 1)
    if new.differs == '1' then redis.call('HINCRBY', k.adjustments, 'differs/' .. new.shadow, 1) end
end

-- What appeared in the school's name since the channel was authorised: see explain_own_post in publishing.lua.
local function note_own_post(k, now, new, channel)
    local since = new.kind == 'own_post' and redis.call('HGET', k.channels, channel .. '/authorised_at')
    if since and tonumber(new.written) >= number_of(since) then redis.call('ZADD', k.posts_own, now, new.id) end
end

-- PictureWatch looks at its pictures. Where they lie stands in the job and nowhere else.
local function look_at_pictures(k, new, item)
    if new.pictures == '' or item.preserve == 'hold_no_media' then return end
    redis.call('XADD', k.jobs_pictures, '*', 'addresses', new.pictures, 'item', new.id, 'rev', new.rev)
end

local function record_fresh(k, now, new, channel)
    local net = new.hidden == '1' and 'hidden' or 'visible'
    local state = new.queue == '1' and 'open' or 'none'
    local data = json({'revision', new.commitment, 'severity', tonumber(new.severity), 'queued', new.queue == '1'})
    local seq = entry(k, now, 'item.recorded', 'system:collector', 'item:' .. new.id, data)
    redis.call('HSET', k.item, 'channel', channel, 'network', new.network, 'ext', new.ext, 'parent', new.parent,
        'post', new.post, 'kind', new.kind, 'can_hide', new.can_hide, 'can_remove', new.can_remove, 'rev', new.rev,
        'content', new.content, 'assessment', new.assessment, 'severity', new.severity, 'net', net, 'state', state,
        'version', '1', 'visibility', new.visibility, 'barred', new.barred, 'head_barred', new.head_barred,
        'preserve', new.preserve, 'act_by', new.act_by, 'first_seen', now, 'seen_at', now, 'rec_seq', seq,
        'rec_data', data)
    local item = {
        channel = channel, post = new.post, ext = new.ext, severity = new.severity, net = net, version = '1',
        visibility = new.visibility, barred = new.barred, act_by = new.act_by, first_seen = now,
    }
    if net == 'hidden' then redis.call('HSET', k.item, 'hidden_at', new.severity, 'want', 'hidden') end
    redis.call('ZADD', k.ext, 0, ext_member(item))
    keep_raw(k, new, item)
    list_for_author(k, now, new)
    count_around(k, now, new)
    note_shadow(k, new)
    note_own_post(k, now, new, channel)
    redis.call('ZADD', k.recent, now, new.id)
    if state == 'open' then enqueue(k, new.id, item) end
    raise_for(k, now, new, item)
    hide_for(k, now, new, item)
    look_at_pictures(k, new, item)
end

-- What the item becomes by a new revision: nothing that protects is lost by an edit. Until a person has decided, the
-- worst that was said counts for the order, the tag, and who may close it.
local function merge_revision(item, new)
    local decided = item.state == 'none' or item.state == 'done' or item.state == 'agreed'
    item.version = whole(tonumber(item.version) + 1)
    item.severity = decided and new.severity or bigger(item.severity, new.severity)
    narrow(item, new.visibility, new.head_barred)
    item.barred = union(item.barred, new.barred)
    if new.act_by ~= '' and (decided or item.act_by == '' or tonumber(new.act_by) < tonumber(item.act_by)) then
        item.act_by = new.act_by
    end
    if (PRESERVE[new.preserve] or 0) > (PRESERVE[item.preserve] or 0) then item.preserve = new.preserve end
    -- An edit ends a proposal: it was about other words.
    if item.state == 'proposed' or (decided and new.queue == '1') then item.state = 'open' end
end

local function record_revision(k, now, new, item)
    dequeue(k, new.id, item)
    redis.call('ZREM', k.examples, new.id)  -- what people called it was said of other words
    local proposal = item.state == 'proposed'
    merge_revision(item, new)
    local queued = waits(item)
    item_entry(k, now, 'item.revised', 'system:collector', new.id, {'revision', new.commitment,
        'severity', tonumber(new.severity), 'queued', queued, 'proposal_ended', proposal,
        'version', tonumber(item.version)})
    redis.call('RPUSH', k.revs, item.rev, item.seen_at, item.content, item.assessment)
    -- What a picture of it lay at was taken out of view: a new version does not bring that back.
    local content = item.listed == '1' and new.bare ~= '' and new.bare or new.content
    redis.call('HSET', k.item, 'rev', new.rev, 'content', content, 'assessment', new.assessment, 'seen_at', now,
        'severity', item.severity, 'version', item.version, 'visibility', item.visibility, 'barred', item.barred,
        'head_barred', item.head_barred or '', 'act_by', item.act_by, 'preserve', item.preserve, 'state', item.state,
        'added', item.added or '', 'changed', 'revision', 'can_hide', new.can_hide, 'can_remove', new.can_remove)
    redis.call('HDEL', k.item, 'undo_until')
    if proposal then end_proposal(k) end
    keep_raw(k, new, item)
    list_for_author(k, now, new)
    count_around(k, now, new)
    note_shadow(k, new)
    if queued then enqueue(k, new.id, item) end
    raise_for(k, now, new, item)
    hide_for(k, now, new, item)
    look_at_pictures(k, new, item)
end

local function record_gone(k, now, id)
    local item = read_item(k)
    if not item or item.net == 'gone' or item.net == 'removed_by_us' then return false end
    item_entry(k, now, 'item.gone', 'system:collector', id, {'before', item.net})
    redis.call('HSET', k.item, 'net', 'gone')
    redis.call('ZREM', k.ext, ext_member(item))
    if item.post == '' then redis.call('HDEL', k.counts, item.ext) end
    return true
end

-- Reads and checks all items before anything is written. Returns nil and a refusal, or a list of work.
local function plan_page(k, keys, args, first_key, first_arg, count)
    local plan = {}
    for i = 1, count do
        local new = named(args, first_arg + (i - 1) * (#PAGE_ARGS + #ALERT_ARGS), PAGE_ARGS)
        new.alert = named(args, first_arg + (i - 1) * (#PAGE_ARGS + #ALERT_ARGS) + #PAGE_ARGS, ALERT_ARGS)
        if malformed_item(new) then return nil, {'malformed', 'An item of the page makes no sense.'} end
        plan[i] = {k = bind(keys, first_key + (i - 1) * #PAGE_KEYS, PAGE_KEYS, k), new = new}
        local kind = redis.call('TYPE', plan[i].k.item).ok
        if kind ~= 'none' and kind ~= 'hash' then return nil, {'unavailable', 'Redis holds damaged data.'} end
    end
    return plan
end

-- It was seen before anybody could know what it stands under; a later page says it.
local function place(k, new, item)
    if item.post ~= '' or new.post == '' then return end
    local listed = redis.call('ZREM', k.ext, ext_member(item))
    item.post = new.post
    redis.call('HSET', k.item, 'post', new.post, 'parent', new.parent, 'kind', new.kind, 'can_hide', new.can_hide)
    if listed == 1 then redis.call('ZADD', k.ext, 0, ext_member(item)) end
end

local function record_one(k, now, new, channel, done)
    local item = read_item(k)
    if not item then
        record_fresh(k, now, new, channel)
        done.fresh = done.fresh + 1
        return
    end
    place(k, new, item)
    sync_network(k, now, new, item)
    if item.rev == new.rev then
        done.repeated = done.repeated + 1
        return
    end
    record_revision(k, now, new, item)
    done.revised = done.revised + 1
end

-- KEYS COMMON, lease, cursors, counts, commenters, recent, adjustments, posts_own, jobs_pictures, PAGE_KEYS of each
--      item, item and hist of each one gone
-- ARGV channel, owner, fence, feed, cursor, now, malformed, items, gone; PAGE_ARGS and ALERT_ARGS of each
--      item; id of each one gone; post and "<comments> <created>" of each count
-- -> ok, fresh, revised, repeated, gone
redis.register_function('record_page', function(keys, args)
    local k = bind(keys, 1, COMMON)
    k = bind(keys, #COMMON + 1, PAGE_WIDE, k)
    local channel, now, items, gone = args[1], args[6], tonumber(args[8]), tonumber(args[9])
    local first_key, first_arg = #COMMON + #PAGE_WIDE + 1, 10
    if not holds_lease(k, args[2], args[3]) then return {'rejected', 'The lease was lost.'} end
    if not authorised(k, channel) then return {'rejected', 'The channel is not authorised.'} end
    local damaged = wrong_types(k, COMMON)
    if damaged then return damaged end
    local plan, refusal = plan_page(k, keys, args, first_key, first_arg, items)
    if not plan then return refusal end

    local done = {fresh = 0, revised = 0, repeated = 0, gone = 0}
    for _, work in ipairs(plan) do record_one(work.k, now, work.new, channel, done) end
    first_key = first_key + items * #PAGE_KEYS
    first_arg = first_arg + items * (#PAGE_ARGS + #ALERT_ARGS)
    for i = 1, gone do
        local at = bind(keys, first_key + (i - 1) * 2, {'item', 'hist'}, k)
        if record_gone(at, now, args[first_arg + i - 1]) then done.gone = done.gone + 1 end
    end
    for i = first_arg + gone, #args, 2 do redis.call('HSET', k.counts, args[i], args[i + 1]) end
    redis.call('ZREMRANGEBYSCORE', k.commenters, '-inf', whole(tonumber(now) - COMMENTERS_KEPT))
    redis.call('ZREMRANGEBYSCORE', k.recent, '-inf', whole(tonumber(now) - RECENT_KEPT))
    redis.call('HSET', k.cursors, args[4], args[5])
    redis.call('HSET', k.channels, channel .. '/last_read_at', now)
    redis.call('HINCRBY', k.channels, channel .. '/malformed', args[7])
    redis.call('HINCRBY', k.channels, channel .. '/recorded', done.fresh + done.revised)
    return {'ok', done.fresh, done.revised, done.repeated, done.gone}
end)
