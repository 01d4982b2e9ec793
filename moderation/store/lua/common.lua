-- What all functions share: every part of the library sees this one. What a part declares is seen by nobody else, or
-- by those with which it stands in one line of CMakeLists.txt.
--
-- Rules of this library
--   * Every key comes from KEYS: `bind` gives them names, and redis.call is only ever given `k.<name>`.
--     All keys of a school carry its hash tag, so a function runs unchanged on a cluster.
--   * Functions are atomic but not transactional: a function checks everything before its first write,
--     and of its writes the journal entry is the first.
--   * Every function answers {'ok', ...} or {<kind of error>, <sentence>}.
--   * Nothing here ever sees content: texts, names and evidence arrive sealed.

-- The keys that most functions about items need, in the order in which the caller passes them.
local COMMON = {
    'journal', 'seq', 'channels', 'queue_open', 'queue_dsl', 'queue_cm', 'queue_gov', 'queue_barred',
    'queue_added', 'jobs_actions', 'jobs_alerts', 'ext', 'alerts_open', 'alerts_subjects', 'hides', 'examples',
}
-- The keys of one item.
local ITEM = {'item', 'revs', 'evid', 'acts', 'hist'}

local TYPES = {
    journal = 'stream', seq = 'string', channels = 'hash', queue_open = 'zset', queue_dsl = 'zset', queue_cm = 'zset',
    queue_gov = 'zset', queue_barred = 'zset', queue_added = 'zset',
    jobs_actions = 'stream', jobs_alerts = 'stream', ext = 'zset',
    alerts_open = 'zset', alerts_subjects = 'hash', hides = 'zset', examples = 'zset',
}

-- Names for KEYS[first], KEYS[first + 1]...; what is not found there is looked up in `parent`.
local function bind(keys, first, names, parent)
    local k = setmetatable({}, {__index = parent})
    for i, name in ipairs(names) do k[name] = keys[first + i - 1] end
    return k
end

-- The same for ARGV.
local function named(args, first, names)
    local values = {}
    for i, name in ipairs(names) do values[name] = args[first + i - 1] end
    return values
end

local function whole(number) return string.format('%.0f', number) end

-- A JSON object out of {'name', value, 'name', value...}, in that order.
local function json(pairs_list)
    local parts = {}
    for i = 1, #pairs_list, 2 do
        local value = pairs_list[i + 1]
        if type(value) == 'number' then
            value = whole(value)
        elseif type(value) == 'boolean' then
            value = tostring(value)
        else
            value = cjson.encode(value)
        end
        parts[#parts + 1] = cjson.encode(pairs_list[i]) .. ':' .. value
    end
    return '{' .. table.concat(parts, ',') .. '}'
end

-- A hash as a table, or nil when it does not exist.
local function hash_of(flat)
    if #flat == 0 then return nil end
    local fields = {}
    for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
    return fields
end

-- Lists of words are stored as ",a,b," so that one plain search finds a whole word.
local function has(list, word) return string.find(list or '', ',' .. word .. ',', 1, true) ~= nil end
local function with(list, word)
    if word == '' or has(list, word) then return list end
    if not list or list == '' then return ',' .. word .. ',' end
    return list .. word .. ','
end
local function union(list, other)
    for word in string.gmatch(other or '', '[^,]+') do list = with(list, word) end
    return list or ''
end

-- A field that may be missing or empty as a number.
local function number_of(value) return tonumber(value or '') or 0 end
local function bigger(a, b) return whole(math.max(number_of(a), number_of(b))) end

-- Whether keys that a function is about to write hold what they should: a write to a key of another
-- type would stop the function halfway.
local function wrong_types(k, names)
    for _, name in ipairs(names) do
        local found = redis.call('TYPE', k[name]).ok
        if found ~= 'none' and found ~= TYPES[name] then return {'unavailable', 'Redis holds damaged data.'} end
    end
    return nil
end

-- Appends to the journal; returns the entry's number.
local function entry(k, now, kind, actor, subject, data)
    local seq = whole(redis.call('INCR', k.seq))
    redis.call('XADD', k.journal, seq .. '-0', 'at', now, 'kind', kind, 'actor', actor, 'subject', subject,
        'data', data)
    return seq
end

-- The same, and to the item's own history.
local function item_entry(k, now, kind, actor, id, data)
    local text = json(data)
    local seq = entry(k, now, kind, actor, 'item:' .. id, text)
    redis.call('RPUSH', k.hist, seq, now, kind, actor, text)
end

-- Whether a person still has to look at it.
local function waits(item) return item.state == 'open' or item.state == 'claimed' or item.state == 'proposed' end

local function authorised(k, channel) return redis.call('HGET', k.channels, channel .. '/state') == 'authorised' end

-- ---- items and the queues they wait in

-- From the widest audience to the narrowest, in the order of models::Visibility.
local RANK = {open = 0, dsl = 1, cm = 2, gov = 3}
local QUEUES = {open = 'queue_open', dsl = 'queue_dsl', gov = 'queue_gov', cm = 'queue_cm'}
local function queue_of(k, visibility) return k[QUEUES[visibility]] end

-- Who may see an item from now on: the narrowest audience that any of its revisions asked for. What is for the case
-- manager is for the chair of governors once a head was barred from it, by whichever revision: otherwise nobody would
-- see it in a school with one head.
local function narrow(item, visibility, head_barred)
    local before = item.visibility
    if head_barred == '1' then item.head_barred = '1' end
    if RANK[visibility] > RANK[item.visibility] then item.visibility = visibility end
    if item.visibility == 'cm' and item.head_barred == '1' then item.visibility = 'gov' end
    if item.visibility ~= before then item.added = '' end  -- who was told of something else is told of this anew
end

local function read_item(k) return hash_of(redis.call('HGETALL', k.item)) end

-- Whether the item exists for this person. `sees`: the visibilities that their roles give them, and `told` when they
-- also read what they were told of or added to.
local function exists_for(item, person, sees)
    if person == '' or has(item.barred, person) then return false end
    return has(sees, item.visibility) or (has(sees, 'told') and has(item.added, person))
end

-- Most severe first; among equals what is due first, or was seen first.
local function urgency(item)
    local at = item.act_by
    if not at or at == '' then at = item.first_seen end
    return whole((4 - tonumber(item.severity)) * 10000000000000 + tonumber(at))
end

-- Those who were told of it or added to it: for each of them and each visibility it stands there by its urgency.
local function added_prefix(person, visibility) return person .. '|' .. visibility .. '|' end
local function added_place(score, id) return string.format('%015.0f', tonumber(score)) .. '|' .. id end
local function enqueue_added(k, id, item, person)
    if has(item.barred, person) then return end
    redis.call('ZADD', k.queue_added, 0, added_prefix(person, item.visibility) .. added_place(urgency(item), id))
end

local function enqueue(k, id, item)
    redis.call('ZADD', queue_of(k, item.visibility), urgency(item), id)
    for person in string.gmatch(item.added or '', '[^,]+') do enqueue_added(k, id, item, person) end
    for person in string.gmatch(item.barred or '', '[^,]+') do
        redis.call('ZADD', k.queue_barred, 0, item.visibility .. '|' .. person .. '|' .. id)
    end
end

local function dequeue(k, id, item)
    redis.call('ZREM', queue_of(k, item.visibility), id)
    for person in string.gmatch(item.added or '', '[^,]+') do
        redis.call('ZREM', k.queue_added, added_prefix(person, item.visibility) .. added_place(urgency(item), id))
    end
    for person in string.gmatch(item.barred or '', '[^,]+') do
        redis.call('ZREM', k.queue_barred, item.visibility .. '|' .. person .. '|' .. id)
    end
end

-- From now on the person reads it as far as their roles let them read what they were told of.
local function add_reader(k, id, item, person)
    if has(item.added, person) then return end
    item.added = with(item.added, person)
    redis.call('HSET', k.item, 'added', item.added)
    if waits(item) then enqueue_added(k, id, item, person) end
end

-- Where the item stands in the index by post. The length keeps one post's id from being another's prefix.
local function ext_member(item)
    return item.channel .. '|' .. #item.post .. ':' .. item.post .. ':' .. item.ext
end

-- ---- actions of an item: one hash with <action>/<field>, and their order in `ids`

-- The verbs that say whether the item itself is seen. A later one of these replaces an earlier one.
local SHOWS = {hide = true, unhide = true, delete = true}

-- `text`: what is to be said, sealed; only of a reply.
local function want_action(k, now, id, item, verb, wanted_by, agreed_by, text)
    local action = id .. '.' .. verb .. '.' .. item.version
    local ids = redis.call('HGET', k.acts, 'ids')
    if has(ids, action) then return action end
    item_entry(k, now, 'action.wanted', wanted_by, id, {'action', action, 'verb', verb, 'agreed_by', agreed_by})
    redis.call('HSET', k.acts, 'ids', with(ids or '', action), action .. '/verb', verb, action .. '/state', 'wanted',
        action .. '/wanted_by', wanted_by, action .. '/agreed_by', agreed_by, action .. '/at', now,
        action .. '/attempts', '0')
    if text then redis.call('HSET', k.acts, action .. '/text', text) end
    if SHOWS[verb] then
        item.last_act = action
        redis.call('HSET', k.item, 'last_act', action)
    end
    return action
end

local function queue_action(k, id, action)
    redis.call('XADD', k.jobs_actions, '*', 'action', action, 'item', id)
end

-- An action that was not sent yet and shall not be sent any more.
local function drop_action(k, now, id, action, why)
    item_entry(k, now, 'action.dropped', 'system:store', id, {'action', action})
    redis.call('HSET', k.acts, action .. '/state', 'refused', action .. '/detail', why, action .. '/at', now)
    redis.call('HDEL', k.item, 'pending_hide')
end

local function end_proposal(k)
    redis.call('HDEL', k.item, 'p_verb', 'p_by', 'p_reason', 'p_at', 'p_hands', 'p_closes', 'p_text', 'p_words',
        'p_label')
end

-- Puts a decided item back in front of people.
local function reopen(k, now, id, item, why)
    item.version = whole(tonumber(item.version) + 1)
    item_entry(k, now, 'item.reopened', 'system:store', id, {'why', why, 'version', tonumber(item.version)})
    redis.call('HSET', k.item, 'state', 'open', 'version', item.version, 'changed', why)
    redis.call('HDEL', k.item, 'undo_until', 'claimed_by', 'claimed_until')
    item.state = 'open'
    enqueue(k, id, item)
end

-- ---- channels

local function channel_entry(k, now, what, person, id, data)
    entry(k, now, 'channel.' .. what, person, 'channel:' .. id, json(data))
end

-- What a channel's review date means: its time is over, and reading goes on all the same.
local function review_due(k, id, now)
    local review_at = number_of(redis.call('HGET', k.channels, id .. '/review_at'))
    return review_at > 0 and review_at <= tonumber(now)
end
-- So long after that date (ms) the school may still say something on it.
local POSTING_GRACE = 14 * 86400000
local function posting_paused(k, id, now) return review_due(k, id, tonumber(now) - POSTING_GRACE) end

local function holds_lease(k, owner, fence)
    local held = redis.call('HMGET', k.lease, 'owner', 'fence')
    return held[1] == owner and held[2] == fence
end

-- ---- alerts

-- `matters`: ",threat:4,hate:3,", the categories whose rows of the routing table apply, each at its severity.
local ALERT_ARGS = {'id', 'reference', 'kind', 'subject', 'matters', 'severity', 'barred'}

-- Whether an alert of its kind about its subject waits for somebody.
local function is_open(k, alert)
    return redis.call('HEXISTS', k.alerts_subjects, alert.kind .. '|' .. alert.subject) == 1
end

local function new_alert(k, now, alert)
    entry(k, now, 'alert.raised', 'system:intake', 'alert:' .. alert.id,
        json({'reference', alert.reference, 'kind', alert.kind, 'subject', alert.subject,
            'severity', tonumber(alert.severity)}))
    redis.call('HSET', k.alert, 'reference', alert.reference, 'kind', alert.kind, 'subject', alert.subject,
        'matters', alert.matters, 'severity', alert.severity, 'barred', alert.barred,
        'concerned', alert.concerned or '', 'raised_at', now,
        'state', 'open', 'step', '0', 'told', '', 'told_step', '')
    redis.call('ZADD', k.alerts_open, now, alert.id)
    redis.call('HSET', k.alerts_subjects, alert.kind .. '|' .. alert.subject, alert.id)
    redis.call('XADD', k.jobs_alerts, '*', 'alert', alert.id, 'step', '0')
end
