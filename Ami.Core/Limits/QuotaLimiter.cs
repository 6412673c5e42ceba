using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Ami.Core;

/// <summary>
/// Counts calls against quotas across all processes. Exact while the Redis-protocol server answers: of any number of calls at once, never more are
/// admitted than the quota says. Without the server each process counts for itself, so nobody is refused who is within their quota, and at most
/// processes × quota is admitted. What the server had counted is forgotten with it. A singleton.
/// </summary>
public sealed class QuotaLimiter(LiveBus bus, TimeProvider time, ILogger<QuotaLimiter> logger)
{
    /// <summary>How long the server is left alone after it failed to answer, so that only few callers wait for it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly LocalQuotas _local = new();
    private long _awayUntil = long.MinValue;

    /// <summary>How long to wait for the server's answer; a second by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Counts a call if it is within the quota.</summary>
    /// <param name="subject">Who calls what, for example <c>trading:USERID</c>. Callers with several quotas give each a name of its own.</param>
    /// <param name="quota">What is allowed. When it changes, calls counted before still count.</param>
    /// <param name="cancellationToken">Gives up waiting; the call may have been counted.</param>
    public async Task<QuotaDecision> Take(string subject, Quota quota, CancellationToken cancellationToken = default)
    {
        if (quota.IsUnlimited)
        {
            return new QuotaDecision(true, int.MaxValue, TimeSpan.Zero);
        }

        var now = time.GetUtcNow();
        var decision = await AtServer(subject, quota, now, cancellationToken);
        var counted = decision ?? _local.Take($"{quota.Window}:{subject}", quota, now);
        Telemetry.QuotaDecisions.Add(1, new("admitted", counted.Admitted), new("by", decision is null ? "process" : "server"));
        return counted;
    }

    /// <summary>Takes back the counting of a call of the last minute that came to nothing.</summary>
    public async Task GiveBack(string subject, Quota quota, CancellationToken cancellationToken = default)
    {
        if (quota.IsUnlimited)
        {
            return;
        }

        _local.GiveBack($"{quota.Window}:{subject}");
        if (quota.Window == QuotaWindow.Minute)
        {
            await Asked(server => server.SortedSetRemoveRangeByRankAsync(MinuteKey(subject), -1, -1), 0, cancellationToken);
        }
    }

    /// <summary>Whether nobody has asked this about the subject for so long; from now on somebody has. True, too, while the server is away.</summary>
    public Task<bool> IsFirst(string subject, string thing, TimeSpan within, CancellationToken cancellationToken = default) =>
        Asked(server => server.StringSetAsync(SeenKey(subject, thing), 1, within, When.NotExists), true, cancellationToken);

    /// <summary>Nobody has asked this about the subject: it was not answered.</summary>
    public Task Forget(string subject, string thing, CancellationToken cancellationToken = default) =>
        Asked(server => server.KeyDeleteAsync(SeenKey(subject, thing)), false, cancellationToken);

    internal static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private Task<QuotaDecision?> AtServer(string subject, Quota quota, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (script, key, values) = Script(subject, quota, now);
        return Asked(server => Run(server, script, key, values), null, cancellationToken);
    }

    private async Task<T> Asked<T>(Func<IDatabase, Task<T>> ask, T otherwise, CancellationToken cancellationToken)
    {
        if (bus.Database is not { } server || time.GetTimestamp() < Volatile.Read(ref _awayUntil))
        {
            return otherwise;
        }

        try
        {
            return await ask(server).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && LiveBus.IsAway(e))
        {
            var before = Interlocked.Exchange(ref _awayUntil, time.GetTimestamp() + (long)(Pause.TotalSeconds * time.TimestampFrequency));
            if (before == long.MinValue || time.GetElapsedTime(before) > Pause)
            {
                logger.LogWarning(e, "Quotas are counted by this process alone for now: the Redis-protocol server does not answer");
            }

            return otherwise;
        }
    }

    private static string MinuteKey(string subject) => $"quota:{subject}:minute";

    private static string SeenKey(string subject, string thing) => $"quota:{subject}:seen:{thing}";

    private static (string Script, string Key, RedisValue[] Values) Script(string subject, Quota quota, DateTimeOffset now) =>
        quota.Window switch
        {
            QuotaWindow.Minute => (
                QuotaScripts.Minute,
                MinuteKey(subject),
                [now.ToUnixTimeMilliseconds(), (long)quota.Length.TotalMilliseconds, quota.Limit, TimeOrderedId.New(now).ToString("N")]
            ),
            _ => (
                QuotaScripts.Day,
                $"quota:{subject}:{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
                [quota.Limit, (long)Math.Ceiling((NextDay(now) - now).TotalMilliseconds)]
            ),
        };

    private static async Task<QuotaDecision?> Run(IDatabase server, string script, string key, RedisValue[] values) =>
        (long[]?)await server.RunScript(script, [key], values) is [var admitted, var left, var wait]
            ? new QuotaDecision(admitted == 1, (int)left, TimeSpan.FromMilliseconds(Math.Max(0, wait)))
            : null;
}
