namespace Ami.Core;

/// <summary>
/// Counting at the Redis-protocol server. A script runs alone on its key, so "look, then count" cannot be overtaken by another process. (Garnet needs
/// <c>--lua-transaction-mode</c> for that, which AppHost gives; Redis always works that way.) Each returns: admitted, calls left, milliseconds
/// until a place is free.
/// </summary>
internal static class QuotaScripts
{
    /// <summary>
    /// Any sixty seconds. Keeps the time of each admitted call. ARGV: now and the window's length in milliseconds, the limit, a name for the call.
    /// Clocks of processes differ a little: a call never counts as older than one that was counted before it.
    /// </summary>
    internal const string Minute = """
        local now, length, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local newest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
        if newest[2] and tonumber(newest[2]) > now then now = tonumber(newest[2]) end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - length))
        local count, admitted = redis.call('ZCARD', KEYS[1]), 0
        if count < limit then
          redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[4])
          redis.call('PEXPIRE', KEYS[1], string.format('%.0f', length))
          count, admitted = count + 1, 1
        end
        local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
        return { admitted, math.max(0, limit - count), math.floor(tonumber(oldest[2]) + length - now) }
        """;

    /// <summary>One calendar day, whose date is in the key. ARGV: the limit, milliseconds left of the day.</summary>
    internal const string Day = """
        local limit, count, admitted = tonumber(ARGV[1]), tonumber(redis.call('GET', KEYS[1]) or '0'), 0
        if count < limit then
          count, admitted = redis.call('INCR', KEYS[1]), 1
          if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        end
        return { admitted, math.max(0, limit - count), tonumber(ARGV[2]) }
        """;
}
