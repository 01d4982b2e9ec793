-- ---- walking the queue

-- How many members of a queue stand at or before (score, id).
local function rank_after(visibility, k, score, id)
    local low = redis.call('ZCOUNT', queue_of(k, visibility), '-inf', '(' .. score)
    local high = low + redis.call('ZCOUNT', queue_of(k, visibility), score, score)
    while low < high do
        local middle = math.floor((low + high) / 2)
        local there = redis.call('ZRANGE', queue_of(k, visibility), middle, middle)[1]
        if there <= id then low = middle + 1 else high = middle end
    end
    return low
end

local function before(a, b)
    if a.score ~= b.score then return a.score < b.score end
    return a.id < b.id
end

-- Puts what this person was told of or added to, and their roles do not show them, after the others found; how many
-- there are.
local function walk_added(k, person, visibility, score, id, count, found)
    local prefix = added_prefix(person, visibility)
    local total = redis.call('ZLEXCOUNT', k.queue_added, '[' .. prefix, '(' .. prefix .. '}')
    if count == 0 or total == 0 then return total end
    local first = score == '' and '[' .. prefix or '(' .. prefix .. added_place(score, id)
    for _, member in ipairs(redis.call('ZRANGEBYLEX', k.queue_added, first, '(' .. prefix .. '}', 'LIMIT', 0, count)) do
        local at, there = string.match(string.sub(member, #prefix + 1), '^(%d+)|(.+)$')
        found[#found + 1] = {id = there, score = tonumber(at)}
    end
    return total
end

-- KEYS COMMON   ARGV person, what they see (",open,dsl,told,"), score and id to go on after ('' and '' from the start),
--               how many, largest score
-- -> ok, total that the person may see, then score, id, score, id...
redis.register_function{function_name = 'queue_walk', flags = {'no-writes'}, callback = function(keys, args)
    local k = bind(keys, 1, COMMON)
    local person, sees, score, id, count = args[1], args[2], args[3], args[4], tonumber(args[5])
    local total, found = 0, {}
    for visibility in pairs(QUEUES) do
        if has(sees, visibility) then
            total = total + redis.call('ZCARD', queue_of(k, visibility)) - redis.call('ZLEXCOUNT', k.queue_barred,
                '[' .. visibility .. '|' .. person .. '|', '(' .. visibility .. '|' .. person .. '}')
            local first = score == '' and 0 or rank_after(visibility, k, score, id)
            if count > 0 then
                local flat = redis.call('ZRANGE', queue_of(k, visibility), first, first + count - 1, 'WITHSCORES')
                for i = 1, #flat, 2 do found[#found + 1] = {id = flat[i], score = tonumber(flat[i + 1])} end
            end
        elseif has(sees, 'told') then
            total = total + walk_added(k, person, visibility, score, id, count, found)
        end
    end
    table.sort(found, before)
    local answer = {'ok', whole(total)}
    for i = 1, math.min(#found, count) do
        if found[i].score > tonumber(args[6]) then break end
        answer[#answer + 1] = whole(found[i].score)
        answer[#answer + 1] = found[i].id
    end
    return answer
end}
