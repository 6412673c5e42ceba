using System.Globalization;
using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Ami.Modules.Market.Sources;

/// <summary>
/// What may be asked of a source in a minute, counted by all processes together at the Redis-protocol server, and until when nobody may ask at all. Each
/// process also counts for itself: while the server is away that is what holds.
/// </summary>
/// <param name="source">Whose requests.</param>
/// <param name="perMinute">Weight that may be used in a minute.</param>
/// <param name="bus">The server.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears when the server is away.</param>
internal sealed class RequestWeights(PriceSource source, int perMinute, LiveBus bus, TimeProvider time, ILogger<RequestWeights> logger)
{
    private const long Minute = 60_000;

    /// <summary>Takes weight, or says for how long nothing is to be asked. KEYS: the minute's weight, the end of a block. ARGV: weight, limit, now, the minute's end.</summary>
    private const string TakeScript = """
        local weight, limit, now, ends = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        local blocked = tonumber(redis.call('GET', KEYS[2]) or '0')
        if blocked > now then return blocked - now end
        local used = tonumber(redis.call('GET', KEYS[1]) or '0')
        if used + weight > limit then return ends - now end
        redis.call('SET', KEYS[1], string.format('%.0f', used + weight), 'PX', '120000')
        return 0
        """;

    /// <summary>Raises a number, never lowers it. KEYS: its key. ARGV: the number, how long it is kept.</summary>
    private const string RaiseScript = """
        local stored = tonumber(redis.call('GET', KEYS[1]) or '0')
        if tonumber(ARGV[1]) > stored then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
        return 0
        """;

    private readonly Lock _gate = new();
    private long _minute;
    private int _used;
    private long _blockedTo;
    private Error? _reason;

    /// <summary>Weight used in this minute, as this process knows.</summary>
    public int Used
    {
        get
        {
            lock (_gate)
            {
                return _minute == Now / Minute ? _used : 0;
            }
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private string BlockKey => $"market:{source}:blocked";

    /// <summary>Takes weight for one request.</summary>
    /// <returns>Why nothing may be asked now, with the time to wait; null when the request may go out.</returns>
    public async Task<Error?> Take(int weight)
    {
        var now = Now;
        if (TakeHere(weight, now) is { } refused)
        {
            return refused;
        }

        var ends = (now / Minute + 1) * Minute;
        var wait = await Script(TakeScript, [WeightKey(now), BlockKey], [weight, perMinute, now, ends]);
        return wait > 0 ? SourceErrors.RateLimited(source, TimeSpan.FromMilliseconds(wait.Value)) : null;
    }

    /// <summary>Notes what the source says is used, which counts what others at this address asked, too.</summary>
    public async Task Told(int used)
    {
        var now = Now;
        lock (_gate)
        {
            Turn(now);
            _used = Math.Max(_used, used);
        }

        await Script(RaiseScript, [WeightKey(now)], [used, 2 * Minute]);
    }

    /// <summary>Nobody asks before this time is over.</summary>
    public async Task Block(TimeSpan wait, Error reason)
    {
        var until = Now + (long)wait.TotalMilliseconds;
        lock (_gate)
        {
            if (until > _blockedTo)
            {
                (_blockedTo, _reason) = (until, reason);
            }
        }

        await Script(RaiseScript, [BlockKey], [until.ToString(CultureInfo.InvariantCulture), Math.Max(1, (long)wait.TotalMilliseconds)]);
    }

    private RedisKey WeightKey(long now) => string.Create(CultureInfo.InvariantCulture, $"market:{source}:weight:{now / Minute}");

    private Error? TakeHere(int weight, long now)
    {
        lock (_gate)
        {
            if (_blockedTo > now && _reason is not null)
            {
                return _reason with { RetryAfter = TimeSpan.FromMilliseconds(_blockedTo - now) };
            }

            Turn(now);
            if (_used + weight > perMinute)
            {
                return SourceErrors.RateLimited(source, TimeSpan.FromMilliseconds((now / Minute + 1) * Minute - now));
            }

            _used += weight;
            return null;
        }
    }

    private void Turn(long now)
    {
        if (_minute != now / Minute)
        {
            (_minute, _used) = (now / Minute, 0);
        }
    }

    /// <summary>What a script answers; null while the server is away.</summary>
    private async Task<long?> Script(string script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return bus.Database is { } server ? (long?)await server.RunScript(script, keys, values) : null;
        }
        catch (Exception e) when (LiveBus.IsAway(e))
        {
            logger.LogDebug(e, "Requests to {Source} are counted by this process alone: the server is away", source);
            return null;
        }
    }
}
