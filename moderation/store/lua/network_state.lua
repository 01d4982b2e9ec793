-- ---- what others do on the network itself

-- What we did on the network counts more than what a page says that was read before it, for this long (ms).
local SYNC_GRACE = 120000

-- Somebody showed on the network itself, past the two colleagues that it takes here, what was hidden for something
-- grave. People look at it again, and hear of it; the machine does not hide it against a person.
local function shown_again(k, now, new, item)
    local waited = waits(item)
    if waited then dequeue(k, new.id, item) end
    item.severity = bigger(item.severity, item.hidden_at)
    redis.call('HSET', k.item, 'severity', item.severity)
    if waited then enqueue(k, new.id, item) else reopen(k, now, new.id, item, 'shown') end
    local alert = new.alert
    if alert.kind ~= 'shown_again' or is_open(k, alert) then return end
    alert.severity, alert.matters, alert.barred = item.hidden_at, item.alert_matters or '', item.barred
    new_alert(k, now, alert)
end

-- Someone else hid or showed it on the network, or it came back. A network that does not tell what is hidden only
-- says that it is there.
local function sync_network(k, now, new, item)
    if new.hidden == '' and (item.net == 'visible' or item.net == 'hidden') then return end
    local net = new.hidden == '1' and 'hidden' or 'visible'
    if net == item.net then return end
    if item.net_at and tonumber(now) - tonumber(item.net_at) < SYNC_GRACE then return end
    local against = net == 'visible' and item.net == 'hidden' and item.want ~= 'visible' and
        number_of(item.hidden_at) >= 3
    item_entry(k, now, 'item.' .. net .. '_on_network', 'system:collector', new.id, {'before', item.net})
    redis.call('HSET', k.item, 'net', net, 'want', net)
    if net == 'hidden' then redis.call('HSET', k.item, 'hidden_at', bigger(item.hidden_at, item.severity)) end
    if item.net == 'gone' or item.net == 'removed_by_us' then redis.call('ZADD', k.ext, 0, ext_member(item)) end
    item.net = net
    item.want = net
    if against then shown_again(k, now, new, item) end
end
