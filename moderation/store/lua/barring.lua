-- ---- barring people from what waits already: see ConflictSweep

-- KEYS COMMON, ITEM   ARGV id, people, 1 when one of them is a head, now   -> ok, 1 when somebody was not barred before
redis.register_function('bar', function(keys, args)
    local k = bind(keys, #COMMON + 1, ITEM, bind(keys, 1, COMMON))
    local id, now, item = args[1], args[4], read_item(k)
    if not item then return {'not_found', 'There is no such item.'} end
    local barred = union(item.barred, args[2])
    if barred == item.barred then return {'ok', 0} end
    item_entry(k, now, 'item.barred', 'system:conflicts', id, {})
    if waits(item) then dequeue(k, id, item) end
    item.barred = barred
    narrow(item, item.visibility, args[3])
    redis.call('HSET', k.item, 'barred', barred, 'visibility', item.visibility, 'head_barred', item.head_barred or '',
        'added', item.added or '')
    redis.call('ZREM', k.examples, id)
    if has(barred, item.claimed_by or '') then
        if item.state == 'claimed' then redis.call('HSET', k.item, 'state', 'open') end
        redis.call('HDEL', k.item, 'claimed_by', 'claimed_until')
    end
    if waits(item) then enqueue(k, id, item) end
    return {'ok', 1}
end)
