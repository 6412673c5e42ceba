using System.Collections.Concurrent;

namespace Ami.Core;

/// <summary>The same counting inside one process, for the time without a server. Subjects whose calls have all stopped counting are forgotten.</summary>
internal sealed class LocalQuotas
{
    private const int SweepEvery = 1024;
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _admitted = new();
    private int _calls;

    public int Subjects => _admitted.Count;

    public QuotaDecision Take(string key, Quota quota, DateTimeOffset now)
    {
        if (Interlocked.Increment(ref _calls) % SweepEvery == 0)
        {
            Sweep(now);
        }

        while (true)
        {
            var times = _admitted.GetOrAdd(key, _ => new Queue<DateTimeOffset>());
            lock (times)
            {
                // A queue that the sweep has just taken away must not be counted in.
                if (_admitted.TryGetValue(key, out var current) && ReferenceEquals(current, times))
                {
                    return Take(times, quota, now);
                }
            }
        }
    }

    public void GiveBack(string key)
    {
        if (_admitted.TryGetValue(key, out var times))
        {
            lock (times)
            {
                times.TryDequeue(out _);
            }
        }
    }

    private static QuotaDecision Take(Queue<DateTimeOffset> times, Quota quota, DateTimeOffset now)
    {
        var start = Start(quota.Window, now);
        while (times.TryPeek(out var oldest) && oldest <= start)
        {
            times.Dequeue();
        }

        var admit = times.Count < quota.Limit;
        if (admit)
        {
            times.Enqueue(now);
        }

        var frees = quota.Window == QuotaWindow.Minute ? times.Peek() + quota.Length : QuotaLimiter.NextDay(now);
        return new QuotaDecision(admit, Math.Max(0, quota.Limit - times.Count), frees - now);
    }

    /// <summary>Calls at or before this moment do not count.</summary>
    private static DateTimeOffset Start(QuotaWindow window, DateTimeOffset now) =>
        window == QuotaWindow.Minute ? now.AddMinutes(-1) : QuotaLimiter.NextDay(now).AddDays(-1).AddTicks(-1);

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (key, times) in _admitted)
        {
            lock (times)
            {
                if (times.Count > 0 && times.Last() < now.AddDays(-1))
                {
                    _admitted.TryRemove(new(key, times));
                }
            }
        }
    }
}
