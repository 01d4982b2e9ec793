-- ---- the sweep of old pictures: what is published is walked through, the oldest first
--
-- `sweep` says how far it is: at the post `id`, which was over at `at`. Whoever looked at the next one moves it on in
-- the step that notes what was found, so a crash repeats nothing and skips nothing. `sweep_found` holds the posts
-- about which two people have to decide, the oldest first. Why, a post holds itself, with a commitment to the exact
-- facts: whoever lets it stay is not asked again while they are the same.

-- ARGV '', person, now
redis.register_function('start_sweep', function(keys, args)
    local k = start_post(keys)
    if redis.call('HGET', k.sweep, 'state') == 'running' then
        return {'conflict', 'Old pictures are being looked at already.'}
    end
    entry(k, args[3], 'sweep.started', args[2], 'posts', json({}))
    redis.call('DEL', k.sweep)
    redis.call('HSET', k.sweep, 'state', 'running', 'by', args[2], 'started_at', args[3], 'done', '0', 'found', '0',
        'all', redis.call('ZCOUNT', k.posts_over, '-inf', args[3]))
    return {'ok'}
end)

-- What the look at a post found. Returns whether two people have to decide now.
local function note_find(k, now, id, post, reasons, basis, placed)
    if reasons == '' or not is_out(post) or post.kept_basis == basis then
        end_sweep_find(k, id)
        return false
    end
    if post.sweep_basis == basis then return true end
    end_sweep_find(k, id)  -- who proposed something knew other facts
    post_entry(k, now, 'sweep_found', 'system:sweep', id, {})
    redis.call('HSET', k.post, 'sweep_reasons', reasons, 'sweep_basis', basis, 'sweep_at', now)
    redis.call('ZADD', k.sweep_found, placed, id)
    return true
end

-- ARGV id, when it was over, where the sweep was: when and id, now, reasons (",consent,left,"), commitment to the facts
-- conflict: another process was first, or nobody sweeps any more.
redis.register_function('note_swept', function(keys, args)
    local k, post = start_post(keys)
    local sweep = hash_of(redis.call('HGETALL', k.sweep)) or {}
    if sweep.state ~= 'running' or (sweep.at or '') ~= args[3] or (sweep.id or '') ~= args[4] then
        return {'conflict', 'Somebody else looked at it.'}
    end
    if post and note_find(k, args[5], args[1], post, args[6], args[7], args[2]) then
        redis.call('HINCRBY', k.sweep, 'found', 1)
    end
    redis.call('HSET', k.sweep, 'at', args[2], 'id', args[1])
    redis.call('HINCRBY', k.sweep, 'done', 1)
    return {'ok'}
end)

-- ARGV '', where the sweep was: when and id, now
redis.register_function('end_sweep', function(keys, args)
    local k = start_post(keys)
    local sweep = hash_of(redis.call('HGETALL', k.sweep)) or {}
    if sweep.state ~= 'running' or (sweep.at or '') ~= args[2] or (sweep.id or '') ~= args[3] then
        return {'conflict', 'Somebody else looked at it.'}
    end
    entry(k, args[4], 'sweep.finished', 'system:sweep', 'posts',
        json({'looked_at', tonumber(sweep.done), 'found', tonumber(sweep.found)}))
    redis.call('HSET', k.sweep, 'state', 'finished', 'finished_at', args[4])
    return {'ok'}
end)

local function not_found_any_more() return {'conflict', 'Nobody has to decide about it any more.'} end

-- Nobody agrees to what they have not read.
local function proposed_anew() return {'conflict', 'It was proposed anew after you read it. Read it again.'} end

-- ARGV id, person, now, sealed reason, commitment to it
redis.register_function('propose_down', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if not post.sweep_basis or not is_out(post) then return not_found_any_more() end
    if post.sweep_by then return {'conflict', 'A colleague proposed it already.'} end
    post_entry(k, args[3], 'down_proposed', args[2], args[1], {'reason', args[5]})
    redis.call('HSET', k.post, 'sweep_by', args[2], 'sweep_by_at', args[3], 'sweep_reason', args[4],
        'sweep_commitment', args[5])
    return {'ok'}
end)

-- ARGV id, person, now, when what they read was proposed, sealed words for everybody who sees the post, commitment
-- Why, the first of the two said for those who look after old pictures: it stays where only they read it.
redis.register_function('agree_down', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if not post.sweep_by or not is_out(post) then return not_found_any_more() end
    if post.sweep_by_at ~= args[4] then return proposed_anew() end
    if post.sweep_by == args[2] then
        return {'forbidden', 'You proposed this yourself. A second colleague has to agree.'}
    end
    take_down(k, args[3], args[1], post, post.sweep_by, args[2], args[5], args[6])
    redis.call('HSET', k.post, 'swept_by', post.sweep_by, 'swept_at', post.sweep_by_at, 'swept_reason',
        post.sweep_reason)
    return {'ok'}
end)

-- ARGV id, person, now, sealed reason, commitment to it
-- It stays, and is not proposed again while nothing changes. Also the answer to a colleague's proposal, which stays
-- readable beside it. Nobody says so of what they wrote or proposed themselves.
redis.register_function('keep_up_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if not post.sweep_basis then return not_found_any_more() end
    if has(post.authors, args[2]) then
        return {'forbidden', 'You wrote or changed this yourself. A colleague has to say that it can stay.'}
    end
    if post.sweep_by == args[2] then
        return {'forbidden', 'You proposed to take it down. A colleague has to say that it can stay.'}
    end
    if redis.call('ZSCORE', k.posts_down, args[1]) then
        return {'rejected', 'It has to be taken down: it stands on that list with the time until when.'}
    end
    post_entry(k, args[3], 'kept_up', args[2], args[1],
        {'reason', args[5], 'against', post.sweep_by or '', 'their_reason', post.sweep_commitment or ''})
    redis.call('HDEL', k.post, 'against_by', 'against_at', 'against_reason')
    if post.sweep_by then
        redis.call('HSET', k.post, 'against_by', post.sweep_by, 'against_at', post.sweep_by_at, 'against_reason',
            post.sweep_reason)
    end
    redis.call('HSET', k.post, 'kept_by', args[2], 'kept_at', args[3], 'kept_reason', args[4], 'kept_basis',
        post.sweep_basis)
    end_sweep_find(k, args[1])
    return {'ok'}
end)
