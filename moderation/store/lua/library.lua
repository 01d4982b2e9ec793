-- ---- pictures that are not taken

-- ARGV id of the post that it was brought for, person, now, commitment to the file, how it was found, ALERT_ARGS
-- Nothing of the picture is kept. The journal has every try; one alert about a person is open at a time.
redis.register_function('refuse_picture', function(keys, args)
    local k = start_post(keys)
    local alert = named(args, 6, ALERT_ARGS)
    local open = is_open(k, alert)
    entry(k, args[3], 'picture.refused', args[2], alert.subject, json({'file', args[4], 'by', args[5]}))
    if not open then new_alert(k, args[3], alert) end
    return {'ok'}
end)

-- ---- the bytes of pictures, some time after their post

-- ARGV id, until when it must have been over
redis.register_function('forget_pictures', function(keys, args)
    local k = start_post(keys)
    local over_at = redis.call('ZSCORE', k.pictures, args[1])
    if over_at and tonumber(over_at) <= tonumber(args[2]) then Pictures.drop_all(k, args[1]) end
    return {'ok'}
end)

-- ---- words that stand in pictures

-- False: nobody waits for them, as the picture was taken out or they are there already.
local function note_words(k, now, id, post, name, sealed)
    if not post or not has(post.unread, name) then return false end
    post_entry(k, now, 'words_read', 'system:pictures', id, {'picture', name, 'could', sealed ~= ''})
    local unread = ''
    for other in string.gmatch(post.unread, '[^,]+') do
        if other ~= name then unread = with(unread, other) end
    end
    redis.call('HSET', k.post, 'words/' .. name, sealed, 'unread', unread)
    return true
end

-- ARGV id, picture, the words, sealed, or '' when they could not be read, now
redis.register_function('note_words', function(keys, args)
    local k, post = start_post(keys)
    if note_words(k, args[4], args[1], post, args[2], args[3]) then return {'ok'} end
    return {'conflict', 'Nobody waits for these words.'}
end)

-- ---- cuts of pictures that somebody does not want to be in any more

-- ARGV id, picture, the hashes of its cuts, sealed, now
-- conflict: they are there, or the picture is not.
redis.register_function('keep_crops', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    local field = 'crops/' .. args[2]
    if post[field] or redis.call('HEXISTS', k.post_pictures, args[2]) == 0 then
        return {'conflict', 'Nobody waits for these hashes.'}
    end
    post_entry(k, args[4], 'crops_kept', 'system:pictures', args[1], {'picture', args[2]})
    redis.call('HSET', k.post, field, args[3])
    return {'ok'}
end)
