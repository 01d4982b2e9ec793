-- ---- posts: what the school says, from the draft to what stands on each channel
--
-- One hash for each post, with <channel>/<field> for how far it is there. `approval` counts the agreements: a job of an
-- earlier one does nothing. Text, reasons and what somebody read arrive sealed.

local POST_KEYS = {
    'posts', 'posts_open', 'posts_over', 'posts_external', 'posts_reviews', 'posts_down', 'jobs_posts', 'jobs_delayed',
    'pictures', 'pictures_bytes', 'alert', 'post', 'post_pictures', 'jobs_picture_words', 'sweep', 'sweep_found',
    'recall', 'recall_posts',
}

-- KEYS of all functions about a post: COMMON, POST_KEYS. `first`: where POST_KEYS begin when others stand between.
local function start_post(keys, first)
    local k = bind(keys, first or #COMMON + 1, POST_KEYS, bind(keys, 1, COMMON))
    return k, hash_of(redis.call('HGETALL', k.post))
end

local function no_post() return {'not_found', 'There is no such post.'} end
local function post_moved_on() return {'conflict', 'Somebody changed this post in the meantime.'} end

local function post_entry(k, now, what, person, id, data)
    entry(k, now, 'post.' .. what, person, 'post:' .. id, json(data))
end

local BEFORE_PUBLISHING = {draft = true, submitted = true, approved = true}
-- What is over on a channel, unless the post is taken down there.
local OVER = {published = true, failed = true, unknown = true, taken_down = true}

-- A job about one channel. Always in this order: what waits for its time is found again by its words.
local function post_job(id, channel, approval) return {'approval', approval, 'channel', channel, 'post', id} end
local function planned_job(id, channel, approval)
    return cjson.encode({'posts', 'approval', approval, 'channel', channel, 'post', id})
end

local function each_channel(post) return string.gmatch(post.channels or '', '[^,]+') end

local function schedule(k, now, id, post, approval)
    for channel in each_channel(post) do
        redis.call('HSET', k.post, channel .. '/state', 'waiting')
        if number_of(post.publish_at) > tonumber(now) then
            redis.call('ZADD', k.jobs_delayed, post.publish_at, planned_job(id, channel, approval))
        else
            redis.call('XADD', k.jobs_posts, '*', unpack(post_job(id, channel, approval)))
        end
    end
end

-- Takes agreement and jobs away. REQUIRES that nothing was begun.
local function void_approval(k, id, post)
    for channel in each_channel(post) do
        redis.call('ZREM', k.jobs_delayed, planned_job(id, channel, post.approval or '0'))
        redis.call('HDEL', k.post, channel .. '/state')
    end
    redis.call('HDEL', k.post, 'submitted_by', 'submitted_at', 'approved_by', 'approved_at', 'expires_at', 'alone_by',
        'alone_reason', 'review_at', 'reviewed_by', 'reviewed_at')
    redis.call('ZREM', k.posts_reviews, id)
end

-- The bytes of pictures, sealed: a hash for each post, by a commitment to what they are. `pictures_bytes` is the sum of
-- all, and `pictures` has the posts that are over, by when they were.
local Pictures = {}

function Pictures.drop(k, name)
    redis.call('DECRBY', k.pictures_bytes, redis.call('HSTRLEN', k.post_pictures, name))
    redis.call('HDEL', k.post_pictures, name)
end

function Pictures.drop_all(k, id)
    for _, name in ipairs(redis.call('HKEYS', k.post_pictures)) do Pictures.drop(k, name) end
    redis.call('ZREM', k.pictures, id)
end

-- Why a picture cannot be kept beside all others; nil: it can.
function Pictures.no_room(k, sealed, most)
    if number_of(redis.call('GET', k.pictures_bytes)) + #sealed <= tonumber(most) then return nil end
    return {'rejected', 'There is no room for more pictures: discard drafts that nobody needs.'}
end

-- Keeps those that are listed, and a new one.
function Pictures.keep(k, listed, name, sealed)
    for _, old in ipairs(redis.call('HKEYS', k.post_pictures)) do
        if not has(listed, old) then
            Pictures.drop(k, old)
            redis.call('HDEL', k.post, 'words/' .. old)
        end
    end
    if name ~= '' and redis.call('HSETNX', k.post_pictures, name, sealed) == 1 then
        redis.call('INCRBY', k.pictures_bytes, #sealed)
    end
end

-- The words in a picture are read by a job. `unread` lists the pictures that wait for it; what was read stands in
-- words/<name>, sealed, and nothing where it could not be read. Returns that list after a change of the post.
function Pictures.unread(before, listed, name)
    local unread = with('', name)
    for old in string.gmatch(before or '', '[^,]+') do
        if has(listed, old) then unread = with(unread, old) end
    end
    return unread
end

local function still_read(post)
    if (post.unread or '') == '' then return nil end
    return {'rejected', 'The words in a picture are still being read. Try again in a moment.'}
end

local function next_version(post) return whole(number_of(post.version) + 1) end

-- ARGV id, version, person, now, sealed content, commitment, channels, publish at or '', pictures, name and sealed
--   bytes of a new one among them or '', most bytes of all pictures, 1 when it is to be a draft already, 1 when the
--   words in the new one are to be read   -> ok, version
redis.register_function('save_post', function(keys, args)
    local k, post = start_post(keys)
    local id, person, now = args[1], args[3], args[4]
    post = post or {version = '0', state = 'draft', authors = '', approval = '0'}
    if post.version ~= args[2] then return post_moved_on() end
    if not BEFORE_PUBLISHING[post.state] then return {'rejected', 'It is too late to change this post.'} end
    if args[13] == '1' and post.state ~= 'draft' then return {'rejected', 'It is not a draft any more.'} end
    if post.fingerprint == args[6] then return {'ok', post.version} end  -- nothing was edited
    local refusal = Pictures.no_room(k, args[11], args[12])
    if args[10] ~= '' and refusal then return refusal end
    local version = next_version(post)
    post_entry(k, now, 'saved', person, id,
        {'version', tonumber(version), 'content', args[6], 'approval_ended', post.state == 'approved'})
    void_approval(k, id, post)
    redis.call('HDEL', k.post, 'voided')
    redis.call('HSET', k.post, 'version', version, 'state', 'draft', 'authors', with(post.authors, person), 'content',
        args[5], 'fingerprint', args[6], 'channels', args[7], 'publish_at', args[8], 'approval', post.approval,
        'changed_at', now, 'unread', Pictures.unread(post.unread, args[9], args[14] == '1' and args[10] or ''))
    Pictures.keep(k, args[9], args[10], args[11])
    if args[14] == '1' then redis.call('XADD', k.jobs_picture_words, '*', 'picture', args[10], 'post', id) end
    redis.call('ZADD', k.posts_open, now, id)
    return {'ok', version}
end)

-- ARGV id, version, person, now
redis.register_function('submit_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if post.version ~= args[2] or post.state ~= 'draft' then return post_moved_on() end
    local refusal = still_read(post)
    if refusal then return refusal end
    post_entry(k, args[4], 'submitted', args[3], args[1], {'content', post.fingerprint})
    redis.call('HSET', k.post, 'state', 'submitted', 'submitted_by', args[3], 'submitted_at', args[4])
    redis.call('HDEL', k.post, 'back_by', 'back_at', 'back_reason', 'back_told', 'voided')
    return {'ok'}
end)

-- Why exactly this content may not be agreed to any more; nil: it may.
local function not_agreeable(post, fingerprint, now, latest)
    if post.fingerprint ~= fingerprint then return {'conflict', 'It was changed after you read it. Read it again.'} end
    local planned = number_of(post.publish_at)
    if planned > 0 and planned <= tonumber(now) then
        return {'rejected', 'The time that was planned has passed. Somebody has to plan another one.'}
    end
    if planned > tonumber(latest) then return {'rejected', 'It is planned for too late. Agree nearer to its time.'} end
    return still_read(post)
end

local function approve(k, now, id, post, person, expires_at)
    local approval = whole(number_of(post.approval) + 1)
    redis.call('HSET', k.post, 'state', 'approved', 'approved_by', person, 'approved_at', now, 'expires_at',
        expires_at, 'approval', approval)
    schedule(k, now, id, post, approval)
end

-- ARGV id, commitment to what was read, person, now, expires at, latest planned time
redis.register_function('agree_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    local id, person, now = args[1], args[3], args[4]
    if post.state ~= 'submitted' then return post_moved_on() end
    if has(post.authors, person) then
        return {'forbidden', 'You wrote or changed this yourself. A second colleague has to agree.'}
    end
    local refusal = not_agreeable(post, args[2], now, args[6])
    if refusal then return refusal end
    post_entry(k, now, 'agreed', person, id, {'content', post.fingerprint, 'authors', post.authors})
    approve(k, now, id, post, person, args[5])
    return {'ok'}
end)

-- ARGV id, commitment to what was read, person, now, expires at, latest planned time, sealed reason, commitment to it,
--   review at, ALERT_ARGS
-- The recorded exception: one person publishes, and another looks at it on the next school day.
redis.register_function('publish_alone', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    local id, person, now = args[1], args[3], args[4]
    if post.state ~= 'draft' and post.state ~= 'submitted' then return post_moved_on() end
    local refusal = not_agreeable(post, args[2], now, args[6])
    if refusal then return refusal end
    post_entry(k, now, 'published_alone', person, id, {'content', post.fingerprint, 'reason', args[8]})
    redis.call('HSET', k.post, 'alone_by', person, 'alone_reason', args[7], 'review_at', args[9])
    redis.call('HDEL', k.post, 'voided')
    redis.call('ZADD', k.posts_reviews, args[9], id)
    approve(k, now, id, post, person, args[5])
    new_alert(k, now, named(args, 10, ALERT_ARGS))
    return {'ok'}
end)

-- ARGV id, person, now
redis.register_function('review_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if (post.alone_by or '') == '' then return post_moved_on() end
    if post.reviewed_by then return {'conflict', 'A colleague has looked at it already.'} end
    if post.alone_by == args[2] or has(post.authors, args[2]) then
        return {'forbidden', 'You wrote or published it yourself. Somebody else has to look at it.'}
    end
    post_entry(k, args[3], 'reviewed', args[2], args[1], {'content', post.fingerprint})
    redis.call('HSET', k.post, 'reviewed_by', args[2], 'reviewed_at', args[3])
    redis.call('ZREM', k.posts_reviews, args[1])
    return {'ok'}
end)

-- ARGV id, when to remind again, now, ALERT_ARGS
redis.register_function('remind_of_post', function(keys, args)
    local k, post = start_post(keys)
    local alert = named(args, 4, ALERT_ARGS)
    if not post or number_of(redis.call('ZSCORE', k.posts_reviews, args[1])) > tonumber(args[3]) then return {'ok'} end
    post_entry(k, args[3], 'review_overdue', 'system:posts', args[1], {'by', post.alone_by or ''})
    redis.call('ZADD', k.posts_reviews, 'XX', args[2], args[1])
    if not is_open(k, alert) then new_alert(k, args[3], alert) end
    return {'ok'}
end)

-- ARGV id, version, person, now, sealed reason, commitment to it
redis.register_function('send_back_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if post.version ~= args[2] or (post.state ~= 'submitted' and post.state ~= 'approved') then
        return post_moved_on()
    end
    post_entry(k, args[4], 'sent_back', args[3], args[1],
        {'reason', args[6], 'approval_ended', post.state == 'approved'})
    void_approval(k, args[1], post)
    redis.call('HSET', k.post, 'state', 'draft', 'back_by', args[3], 'back_at', args[4], 'back_reason', args[5])
    return {'ok'}
end)

-- ARGV id, when it was sent back, now
-- Notes that those who wrote it were told of that.
redis.register_function('return_told', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if post.back_at ~= args[2] or post.back_told == args[2] then return post_moved_on() end
    post_entry(k, args[3], 'return_told', 'system:notifier', args[1], {})
    redis.call('HSET', k.post, 'back_told', args[2])
    return {'ok'}
end)

local function over(k, now, id, state)
    redis.call('HSET', k.post, 'state', state, 'changed_at', now)
    redis.call('ZREM', k.posts_open, id)
    redis.call('ZADD', k.posts_over, now, id)
    if redis.call('EXISTS', k.post_pictures) == 1 then redis.call('ZADD', k.pictures, now, id) end
end

-- ARGV id, version, person, now
redis.register_function('discard_post', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    if post.version ~= args[2] or not BEFORE_PUBLISHING[post.state] then return post_moved_on() end
    post_entry(k, args[4], 'discarded', args[3], args[1], {})
    void_approval(k, args[1], post)
    over(k, args[4], args[1], 'discarded')
    redis.call('ZREM', k.posts_over, args[1])
    Pictures.drop_all(k, args[1])
    return {'ok'}
end)

-- ARGV '', person, now, 1 to pause
redis.register_function('pause_posts', function(keys, args)
    local k = start_post(keys)
    local paused = redis.call('HEXISTS', k.posts, 'paused_by') == 1
    if paused == (args[4] == '1') then return {'conflict', 'A colleague was first.'} end
    entry(k, args[3], args[4] == '1' and 'posts.paused' or 'posts.resumed', args[2], 'posts', json({}))
    if args[4] == '1' then
        redis.call('HSET', k.posts, 'paused_by', args[2], 'paused_at', args[3])
    else
        redis.call('HDEL', k.posts, 'paused_by', 'paused_at')
    end
    return {'ok'}
end)

-- ARGV id, person, sealed content
redis.register_function('post_read', function(keys, args)
    local k, post = start_post(keys)
    if not post then return no_post() end
    redis.call('HSET', k.post, 'read/' .. args[2], args[3])
    return {'ok'}
end)
