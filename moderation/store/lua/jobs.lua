-- ---- jobs: streams with one consumer group, and those that wait for their time

local STREAMS = {
    actions = 'jobs_actions', alerts = 'jobs_alerts', posts = 'jobs_posts', pictures = 'jobs_pictures',
    picture_words = 'jobs_picture_words',
}
local JOB_STREAMS = {'jobs_actions', 'jobs_alerts', 'jobs_posts', 'jobs_pictures', 'jobs_picture_words'}
local function stream_of(k, stream) return k[STREAMS[stream]] end
-- Moved in one step, so that a long pause does not become a long standstill.
local DUE_MAX = 200

local function leave_stream(k, stream, id)
    redis.call('XACK', stream_of(k, stream), 'workers', id)
    redis.call('XDEL', stream_of(k, stream), id)
end

-- KEYS JOB_STREAMS   ARGV stream, entry
redis.register_function('job_done', function(keys, args)
    local k = bind(keys, 1, JOB_STREAMS)
    if not STREAMS[args[1]] then return {'malformed', 'There is no such stream.'} end
    leave_stream(k, args[1], args[2])
    return {'ok'}
end)

-- Whether the entry still stands in its stream: a second "later" or "dead" must not copy it.
local function in_stream(k, stream, id) return #redis.call('XRANGE', stream_of(k, stream), id, id) == 1 end

-- KEYS JOB_STREAMS, jobs_delayed   ARGV stream, entry, due, then names and values
redis.register_function('job_later', function(keys, args)
    local k = bind(keys, #JOB_STREAMS + 1, {'jobs_delayed'}, bind(keys, 1, JOB_STREAMS))
    if not STREAMS[args[1]] then return {'malformed', 'There is no such stream.'} end
    if not in_stream(k, args[1], args[2]) then return {'conflict', 'The job is not waiting any more.'} end
    local job = {args[1]}
    for i = 4, #args do job[#job + 1] = args[i] end
    redis.call('ZADD', k.jobs_delayed, args[3], cjson.encode(job))
    leave_stream(k, args[1], args[2])
    return {'ok'}
end)

-- Whoever looks at its pictures dies of it: a person looks, as far as there is no newer version.
local function leave_pictures_to_people(k, now, id, rev)
    local item = read_item(k)
    if not item or item.rev ~= rev or item.pictures_rev == rev then return end
    item_entry(k, now, 'item.pictures_not_seen', 'system:jobs', id, {})
    item.severity = bigger(item.severity, 1)
    redis.call('HSET', k.item, 'pictures', '', 'pictures_rev', rev)
    if waits(item) then return end
    redis.call('HSET', k.item, 'severity', item.severity)
    reopen(k, now, id, item, 'pictures')
end

-- KEYS COMMON, ITEM (of the job's item, or of none), jobs_delayed, jobs_dead, jobs_posts, jobs_pictures, POST_KEYS (of
--   the post, or of none), which end with jobs_picture_words
-- ARGV stream, entry, reason, now, action or '', item or '', subject, post or '', its channel or picture, its approval,
--   ALERT_ARGS (about the post), then names and values
redis.register_function('job_dead', function(keys, args)
    local k = bind(keys, #COMMON + 1, ITEM, bind(keys, 1, COMMON))
    k = bind(keys, #COMMON + #ITEM + 1, {'jobs_delayed', 'jobs_dead', 'jobs_posts', 'jobs_pictures'}, k)
    local of_post, post = start_post(keys, #COMMON + #ITEM + 5)
    k.jobs_picture_words = of_post.jobs_picture_words
    local stream, id, reason, now = args[1], args[2], args[3], args[4]
    if not STREAMS[stream] then return {'malformed', 'There is no such stream.'} end
    if not in_stream(k, stream, id) then return {'conflict', 'The job is not waiting any more.'} end
    entry(k, now, 'job.dead', 'system:jobs', args[7], json({'stream', stream, 'reason', reason}))
    local fields = {'stream', stream, 'reason', reason, 'at', now}
    local of_job = {}
    for i = 11 + #ALERT_ARGS, #args do fields[#fields + 1] = args[i] end
    for i = 11 + #ALERT_ARGS, #args, 2 do of_job[args[i]] = args[i + 1] end
    redis.call('XADD', k.jobs_dead, 'MAXLEN', '~', '10000', '*', unpack(fields))
    leave_stream(k, stream, id)
    if args[5] ~= '' then
        local on = start_action(keys, {args[5], args[6]})
        if on then finish(on, now, 'failed', reason, '') end
    end
    if stream == 'pictures' and args[6] ~= '' then leave_pictures_to_people(k, now, args[6], of_job.rev) end
    if args[8] ~= '' and stream == 'picture_words' then
        note_words(of_post, now, args[8], post, args[9], '')
    elseif args[8] ~= '' then
        bury_delivery(of_post, now, args[8], post, args[9], args[10], named(args, 11, ALERT_ARGS))
    end
    return {'ok'}
end)

-- KEYS JOB_STREAMS, jobs_delayed   ARGV now   -> ok, how many
redis.register_function('move_due_jobs', function(keys, args)
    local k = bind(keys, #JOB_STREAMS + 1, {'jobs_delayed'}, bind(keys, 1, JOB_STREAMS))
    local due = redis.call('ZRANGEBYSCORE', k.jobs_delayed, '-inf', args[1], 'LIMIT', 0, DUE_MAX)
    for _, member in ipairs(due) do
        local job = cjson.decode(member)
        redis.call('XADD', stream_of(k, table.remove(job, 1)), '*', unpack(job))
        redis.call('ZREM', k.jobs_delayed, member)
    end
    return {'ok', #due}
end)
