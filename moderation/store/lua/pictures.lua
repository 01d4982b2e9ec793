-- ---- what was found in the pictures of an item: see PictureWatch

local FOUND_KEYS = {'item', 'revs', 'evid', 'acts', 'hist', 'alert', 'author'}
local FOUND_ARGS = {
    'id', 'rev', 'pictures', 'count', 'assessment', 'severity', 'queue', 'visibility', 'barred', 'head_barred',
    'auto_hide', 'hide_needs_alert', 'preserve', 'act_by', 'review_by', 'author', 'listed', 'content', 'file',
}

-- Somebody decided on this version while it was looked at: only what has to be acted on brings it back.
local function brings_back(item, new)
    return new.queue == '1' and (number_of(new.severity) >= 2 or item.state == 'none' or waits(item))
end

-- A picture of it is on a list of those that nobody may have: no address of it is kept, in no version and no evidence.
local function take_out_of_view(k, new, older)
    redis.call('HSET', k.item, 'listed', '1', 'content', new.content)
    for i, content in ipairs(older) do redis.call('LSET', k.revs, (i - 1) * 4 + 2, content) end
    redis.call('DEL', k.evid)
end

local function raise_for_pictures(k, now, new, item)
    local alert = new.alert
    if alert.kind == 'item' then
        raise_for(k, now, new, item)
    elseif alert.id ~= '' and not is_open(k, alert) then
        new_alert(k, now, alert)
    end
end

-- As a revision does, but for the words, which are the same.
local function bring_to_people(k, now, new, item, older)
    local proposal = item.state == 'proposed'
    dequeue(k, new.id, item)
    merge_revision(item, new)
    redis.call('HSET', k.item, 'assessment', new.assessment, 'severity', item.severity, 'version', item.version,
        'visibility', item.visibility, 'barred', item.barred, 'head_barred', item.head_barred or '',
        'act_by', item.act_by, 'preserve', item.preserve, 'state', item.state, 'added', item.added or '',
        'changed', 'pictures')
    redis.call('HDEL', k.item, 'undo_until')
    if proposal then end_proposal(k) end
    if new.listed == '1' then take_out_of_view(k, new, older) end
    list_for_author(k, now, new)
    if waits(item) then enqueue(k, new.id, item) end
    raise_for_pictures(k, now, new, item)
    hide_for(k, now, new, item)
end

-- KEYS COMMON, FOUND_KEYS
-- ARGV now, FOUND_ARGS, ALERT_ARGS, then, where a picture is listed, the content of each older version without
--      addresses
-- -> ok, 1 when it was not recorded before
redis.register_function('record_pictures', function(keys, args)
    local k = bind(keys, #COMMON + 1, FOUND_KEYS, bind(keys, 1, COMMON))
    local now, new, item = args[1], named(args, 2, FOUND_ARGS), read_item(k)
    new.alert = named(args, 2 + #FOUND_ARGS, ALERT_ARGS)
    local older = {unpack(args, 2 + #FOUND_ARGS + #ALERT_ARGS)}
    if not item then return {'not_found', 'There is no such item.'} end
    if item.rev ~= new.rev then return {'conflict', 'There is a newer version of it.'} end
    if item.pictures_rev == new.rev then return {'ok', 0} end
    if malformed_item(new) then return {'malformed', 'What was found makes no sense.'} end
    if new.listed == '1' and redis.call('LLEN', k.revs) ~= 4 * #older then
        return {'conflict', 'There is a newer version of it.'}
    end
    local damaged = wrong_types(k, COMMON)
    if damaged then return damaged end

    local back = brings_back(item, new)
    local data = {'pictures', tonumber(new.count), 'severity', tonumber(new.severity), 'queued', back}
    if new.listed == '1' then data = {'file', new.file, unpack(data)} end
    item_entry(k, now, new.listed == '1' and 'item.picture_listed' or 'item.pictures_seen', 'system:pictures', new.id,
        data)
    redis.call('HSET', k.item, 'pictures', new.pictures, 'pictures_rev', new.rev)
    if back then bring_to_people(k, now, new, item, older) end
    return {'ok', 1}
end)
