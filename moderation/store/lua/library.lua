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
