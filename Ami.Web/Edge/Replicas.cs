namespace Ami.Web.Edge;

/// <summary>One API process.</summary>
internal sealed class Replica(Uri address)
{
    private long _skipUntil;

    public Uri Address { get; } = address;

    public bool IsSkipped(TimeProvider time) => Volatile.Read(ref _skipUntil) > time.GetTimestamp();

    /// <summary>It refused a connection: others are asked first for a while.</summary>
    public void Skip(TimeProvider time, TimeSpan duration) =>
        Volatile.Write(ref _skipUntil, time.GetTimestamp() + (long)(duration.TotalSeconds * time.TimestampFrequency));

    public void Works() => Volatile.Write(ref _skipUntil, 0);
}

/// <summary>
/// The API processes in the order in which a request should try them: round-robin over those believed to work, then the
/// others, because a wrong belief must not turn a request away.
/// </summary>
internal sealed class Replicas
{
    private readonly Replica[] _all;
    private readonly TimeProvider _time;
    private uint _next;

    public Replicas(IConfiguration configuration, TimeProvider time)
    {
        _time = time;
        // Aspire's contract: services__api__http__0, services__api__http__1, …
        _all = [.. configuration.GetSection("services:api:http").GetChildren()
            .Where(entry => !string.IsNullOrWhiteSpace(entry.Value))
            .OrderBy(entry => int.TryParse(entry.Key, out var index) ? index : int.MaxValue)
            .Select(entry => new Replica(new Uri(entry.Value!.TrimEnd('/'))))];
    }

    public IEnumerable<Replica> InOrder()
    {
        if (_all.Length == 0) yield break;
        var first = (int)(Interlocked.Increment(ref _next) % (uint)_all.Length);
        var skipped = 0UL;
        for (var i = 0; i < _all.Length; i++)
        {
            var replica = _all[(first + i) % _all.Length];
            if (replica.IsSkipped(_time)) skipped |= 1UL << (i & 63);
            else yield return replica;
        }
        for (var i = 0; i < _all.Length; i++)
            if ((skipped & (1UL << (i & 63))) != 0) yield return _all[(first + i) % _all.Length];
    }
}
