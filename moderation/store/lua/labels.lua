-- ---- labels: what people say an item is, for the classifier to learn from

-- How long an item may be learnt from, by its severity as it was judged: no longer than its words may be kept (ms).
local LEARNT_FOR = {['0'] = 30 * 86400000, ['1'] = 90 * 86400000}
local LEARNT_LONGEST = 365 * 86400000

-- "staff_abuse:2", "none:0", or '' for no label.
local function malformed_label(label) return label ~= '' and not string.match(label, '^[a-z_]+:[0-4]$') end

-- An entry about a decision says what the item was called.
local function about_label(data, label)
    if label ~= '' then data[#data + 1], data[#data + 2] = 'label', label end
    return data
end

-- The words stay where they are: an example is an item that carries a label. Nothing is learnt from what somebody is
-- barred from: how many examples there are would tell them of it.
local function put_label(on, label, by, agreed_by)
    redis.call('ZREMRANGEBYSCORE', on.k.examples, '-inf', on.now)
    if label == '' then return end
    local kept = LEARNT_FOR[on.item.severity] or LEARNT_LONGEST
    redis.call('HSET', on.k.item, 'label', label, 'label_rev', on.item.rev, 'label_by', by, 'label_agreed', agreed_by)
    if (on.item.barred or '') ~= '' then return end
    redis.call('ZADD', on.k.examples, whole(tonumber(on.now) + kept), on.id)
end

local function take_label(on)
    redis.call('HDEL', on.k.item, 'label', 'label_rev', 'label_by', 'label_agreed')
    redis.call('ZREM', on.k.examples, on.id)
end
