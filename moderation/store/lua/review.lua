-- ---- review: claiming, deciding, proposing, agreeing

-- What one person may decide; everything else takes two. Who may is asked before, by the permission table: here only
-- that they are two.
local ALONE = {leave = true, hide = true, unhide = true, escalate = true}
local NETWORK_VERBS = {
    hide = true, unhide = true, delete = true, ban = true, unban = true, mute = true, unmute = true,
    comments_off = true, comments_on = true, reply = true,
}
local CHANGED = {
    revision = 'The author has edited this. Read it again before you decide.',
    decision = 'Somebody else has decided this already.',
    proposal = 'Somebody else has made a proposal for this already.',
    agreement = 'A second colleague has agreed to this already.',
    wording = 'The answer was worded anew. Read it again before you agree.',
    decline = 'A colleague has declined the proposal.',
    undo = 'The decision was undone in the meantime.',
    escalation = 'A colleague has passed this on to the safeguarding team.',
    action = 'What was decided could not be carried out. Look at it again.',
    shown = 'Somebody has shown this again on the network. Look at it again.',
}

-- What every function about one item starts with.
-- ARGV id, person, what they see and may close (",open,told,close,"), now, version ('' where none is needed)
local function start_review(keys, args)
    local k = bind(keys, #COMMON + 1, ITEM, bind(keys, 1, COMMON))
    local item = read_item(k)
    if not item or not exists_for(item, args[2], args[3]) then
        return nil, {'not_found', 'There is no such item.'}
    end
    if args[5] ~= '' and item.version ~= args[5] then
        return nil, {'conflict', CHANGED[item.changed] or 'Somebody else changed this in the meantime.'}
    end
    return {k = k, item = item, id = args[1], person = args[2], closes = has(args[3], 'close'), now = args[4]}
end

-- Whether somebody else holds it.
local function taken(on)
    local by = on.item.claimed_by
    return by and by ~= on.person and tonumber(on.item.claimed_until or '0') > tonumber(on.now)
end

local function someone_else() return {'conflict', 'A colleague is looking at this at the moment.'} end

local function own_proposal()
    return {'forbidden', 'You proposed this yourself. A second colleague has to agree.'}
end

local function end_claim(on) redis.call('HDEL', on.k.item, 'claimed_by', 'claimed_until') end

-- ARGV ..., length of the claim
redis.register_function('claim', function(keys, args)
    local on, refusal = start_review(keys, args)
    if not on then return refusal end
    local state = on.item.state
    if state ~= 'open' and state ~= 'claimed' and state ~= 'proposed' then
        return {'conflict', 'This needs nobody at the moment: it has been decided.'}
    end
    if taken(on) then return someone_else() end
    if state == 'proposed' and has(on.item.p_hands, on.person) then return own_proposal() end
    local again = on.item.claimed_by == on.person and tonumber(on.item.claimed_until) > tonumber(on.now)
    if not again then item_entry(on.k, on.now, 'item.claimed', on.person, on.id, {}) end
    if state == 'open' then state = 'claimed' end
    redis.call('HSET', on.k.item, 'state', state, 'claimed_by', on.person,
        'claimed_until', whole(tonumber(on.now) + tonumber(args[6])))
    return {'ok'}
end)

redis.register_function('release', function(keys, args)
    local on, refusal = start_review(keys, args)
    if not on then return refusal end
    if not on.item.claimed_by then return {'ok'} end
    if on.item.claimed_by ~= on.person then return someone_else() end
    item_entry(on.k, on.now, 'item.released', on.person, on.id, {})
    if on.item.state == 'claimed' then redis.call('HSET', on.k.item, 'state', 'open') end
    end_claim(on)
    return {'ok'}
end)

-- ARGV ..., colleague. Only where most do not see it: elsewhere the roles say who does.
redis.register_function('add_colleague', function(keys, args)
    local on, refusal = start_review(keys, args)
    if not on then return refusal end
    local close = on.item.visibility == 'cm' or on.item.visibility == 'gov'
    if not close or has(on.item.barred, args[6]) then
        return {'rejected', 'This colleague cannot be added to it.'}
    end
    if has(on.item.added, args[6]) then return {'conflict', 'This colleague reads it already.'} end
    item_entry(on.k, on.now, 'item.shared', on.person, on.id, {'with', args[6]})
    add_reader(on.k, on.id, on.item, args[6])
    return {'ok'}
end)

-- Why a verb cannot be carried out on the network, or nil.
local function impossible(on, verb)
    if not NETWORK_VERBS[verb] then return nil end
    if not authorised(on.k, on.item.channel) then
        return {'rejected', 'The channel is not authorised: nothing can be changed on the network.'}
    end
    if verb == 'reply' and posting_paused(on.k, on.item.channel, on.now) then
        return {'rejected', 'The channel has to be authorised anew before the school says anything on it.'}
    end
    local there = on.item.net ~= 'gone' and on.item.net ~= 'removed_by_us'
    if not there and (SHOWS[verb] or verb == 'reply') then
        return {'rejected', 'It is no longer on the network.'}
    end
    return nil
end

-- The rule that no table can switch off.
local function always_needs_second(item, verb)
    if not ALONE[verb] then return true end
    if verb ~= 'unhide' then return false end
    if tonumber(item.hidden_at or '0') >= 3 then return true end
    return item.want == 'hidden' and tonumber(item.severity) >= 3
end

local function severe(item) return tonumber(bigger(item.severity, item.hidden_at)) >= 3 end

local function next_version(on)
    on.item.version = whole(tonumber(on.item.version) + 1)
    return on.item.version
end

-- A hide that still waits for its alert is overtaken by what a person decides.
local function overtake_hide(on, verb)
    local pending = on.item.pending_hide
    if not pending or not (SHOWS[verb] or verb == 'leave') then return end
    drop_action(on.k, on.now, on.id, pending, 'A person decided first.')
    on.item.pending_hide = nil
    on.item.want = on.item.net
    redis.call('HSET', on.k.item, 'want', on.item.net)
end

-- A colleague sees in it what the machine did not: it is urgent from now on, and the safeguarding team hears of it.
local function escalate(on)
    dequeue(on.k, on.id, on.item)
    if on.item.visibility == 'open' then on.item.visibility = 'dsl' end
    on.item.severity = bigger(on.item.severity, '3')
    redis.call('HSET', on.k.item, 'state', 'open', 'visibility', on.item.visibility, 'severity', on.item.severity,
        'changed', 'escalation')
    redis.call('HDEL', on.k.item, 'undo_until')
    enqueue(on.k, on.id, on.item)
    local alert = on.escalated
    alert.severity, alert.barred = on.item.severity, on.item.barred or ''
    if not is_open(on.k, alert) then new_alert(on.k, on.now, alert) end
end

-- What a decision leaves behind. Something severe stays on the list, whatever was done about it, until somebody
-- decides who may close it.
local function state_after(on, agreed_by)
    if severe(on.item) and not on.closes then return 'open' end
    return agreed_by == '' and 'done' or 'agreed'
end

local function settle(on, verb, by, agreed_by, undo_until)
    local state = state_after(on, agreed_by)
    dequeue(on.k, on.id, on.item)
    redis.call('HSET', on.k.item, 'state', state, 'changed',
        agreed_by == '' and 'decision' or 'agreement', 'verb', verb, 'decided_by', by,
        'prev_want', on.item.want or on.item.net)
    if NETWORK_VERBS[verb] then
        if verb == 'hide' then redis.call('HSET', on.k.item, 'want', 'hidden') end
        if verb == 'unhide' then redis.call('HSET', on.k.item, 'want', 'visible') end
        queue_action(on.k, on.id, want_action(on.k, on.now, on.id, on.item, verb, by, agreed_by, on.item.p_text))
    elseif state == 'agreed' then
        redis.call('HSET', on.k.item, 'state', 'done')  -- nothing is left to be carried out
    end
    if state == 'open' then
        on.item.state = state
        enqueue(on.k, on.id, on.item)
    end
    if undo_until ~= '' and state == 'done' then
        redis.call('HSET', on.k.item, 'undo_until', undo_until)
    else
        redis.call('HDEL', on.k.item, 'undo_until')
    end
end

-- An entry about a reply names the commitment to its words.
local function about_words(data, words)
    if words and words ~= '' then data[#data + 1], data[#data + 2] = 'words', words end
    return data
end

-- Carries a decision out: by one person, or by two when `agreed_by` is set.
local function conclude(on, verb, by, agreed_by, reason, undo_until, label)
    local version = next_version(on)
    local alone = agreed_by == ''
    local data = {'verb', verb, 'by', by, 'agreed_by', agreed_by, 'reason', reason, 'version', tonumber(version)}
    item_entry(on.k, on.now, alone and 'decision.made' or 'decision.agreed', alone and by or agreed_by, on.id,
        about_label(about_words(data, on.item.p_words), label))
    redis.call('HSET', on.k.item, 'version', version)
    put_label(on, label, by, agreed_by)
    end_proposal(on.k)
    end_claim(on)
    overtake_hide(on, verb)
    if verb == 'escalate' then escalate(on) else settle(on, verb, by, agreed_by, undo_until) end
    return {'ok'}
end

-- `text` and `words`: what a reply would say, sealed, and the commitment to it.
local function propose(on, verb, reason, text, words, label)
    local version = next_version(on)
    local anew = on.item.state == 'proposed'
    local data = {'verb', verb, 'reason', reason, 'version', tonumber(version)}
    item_entry(on.k, on.now, 'decision.proposed', on.person, on.id, about_label(about_words(data, words), label))
    redis.call('HSET', on.k.item, 'version', version, 'state', 'proposed', 'changed', anew and 'wording' or 'proposal',
        'p_verb', verb, 'p_by', on.person, 'p_reason', reason, 'p_at', on.now, 'p_closes', on.closes and '1' or '0',
        'p_hands', with(anew and on.item.p_hands or '', on.person), 'p_label', label)
    if text ~= '' then redis.call('HSET', on.k.item, 'p_text', text, 'p_words', words) end
    redis.call('HDEL', on.k.item, 'undo_until')
    end_claim(on)
    enqueue(on.k, on.id, on.item)  -- also when it was not waiting: the second colleague has to find it
    return {'ok'}
end

-- Wording an answer anew is a new proposal: whoever agreed to the old words has agreed to nothing. All who had a hand
-- in the words are its authors, and none of them the second colleague.
local function words_anew(on, verb) return verb == 'reply' and on.item.p_verb == 'reply' end

-- Binds the alert that passing on would raise: KEYS ..., alert   ARGV ..., ALERT_ARGS from `first`
local function with_alert(on, keys, args, first)
    on.k = bind(keys, #COMMON + #ITEM + 1, {'alert'}, on.k)
    on.escalated = named(args, first, ALERT_ARGS)
    return on
end

-- KEYS ..., alert   ARGV ..., verb, reason, needs second, length of the undo window, of a reply: sealed text,
--      commitment to it; label; ALERT_ARGS
redis.register_function('decide', function(keys, args)
    local on, refusal = start_review(keys, args)
    if not on then return refusal end
    with_alert(on, keys, args, 13)
    local verb, reason, undo = args[6], args[7], tonumber(args[9])
    local known = ALONE[verb] or NETWORK_VERBS[verb]
    if args[5] == '' or not known or (verb == 'reply') == (args[10] == '') or malformed_label(args[12]) then
        return {'malformed', 'There is no such decision.'}
    end
    if on.item.state == 'proposed' and not words_anew(on, verb) then
        return {'conflict', 'A proposal is waiting for a second colleague: agree to it or decline it first.'}
    end
    if on.item.state == 'agreed' then
        return {'conflict', 'Two colleagues have agreed on this; it is being carried out.'}
    end
    if taken(on) then return someone_else() end
    local no = impossible(on, verb)
    if no then return no end
    if verb == 'leave' and severe(on.item) and not on.closes then
        return {'forbidden', 'Only the safeguarding team or the head can close this.'}
    end
    local second = args[8] == '1' or always_needs_second(on.item, verb)
    if second then return propose(on, verb, reason, args[10], args[11], args[12]) end
    return conclude(on, verb, on.person, '', reason, whole(tonumber(on.now) + undo), args[12])
end)

local function start_second(keys, args)
    local on, refusal = start_review(keys, args)
    if not on then return nil, refusal end
    if args[5] == '' then return nil, {'malformed', 'The version is missing.'} end
    if on.item.state ~= 'proposed' then return nil, {'conflict', 'No proposal is waiting.'} end
    return on
end

-- KEYS ..., alert   ARGV ..., ALERT_ARGS
redis.register_function('agree', function(keys, args)
    local on, refusal = start_second(keys, args)
    if not on then return refusal end
    with_alert(on, keys, args, 6)
    if has(on.item.p_hands, on.person) then return own_proposal() end
    if taken(on) then return someone_else() end
    local no = impossible(on, on.item.p_verb)
    if no then return no end
    on.closes = on.closes or on.item.p_closes == '1'
    return conclude(on, on.item.p_verb, on.item.p_by, on.person, on.item.p_reason, '', on.item.p_label or '')
end)

-- ARGV ..., reason. The proposer may decline as well: that is a withdrawal.
redis.register_function('decline', function(keys, args)
    local on, refusal = start_second(keys, args)
    if not on then return refusal end
    if taken(on) then return someone_else() end
    local version = next_version(on)
    local kind = on.item.p_by == on.person and 'decision.withdrawn' or 'decision.declined'
    item_entry(on.k, on.now, kind, on.person, on.id, {'verb', on.item.p_verb, 'by', on.item.p_by, 'reason', args[6],
        'version', tonumber(version)})
    redis.call('HSET', on.k.item, 'state', 'open', 'version', version, 'changed', 'decline')
    end_proposal(on.k)
    end_claim(on)
    return {'ok'}
end)
