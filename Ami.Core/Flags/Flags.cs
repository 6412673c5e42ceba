using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Which features people have. Answers come from a copy of all decisions in memory: a change is told over the live bus and otherwise found within
/// <see cref="MaximumAge"/>. While the database is away the last copy counts, and without one the defaults.
/// </summary>
public sealed class Flags : IDisposable
{
    /// <summary>How old the copy may be.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(30);

    private const string Channel = "flags";
    private readonly NpgsqlDataSource dataSource;
    private readonly LiveBus bus;
    private readonly TimeProvider time;
    private readonly ILogger<Flags> logger;
    private readonly SemaphoreSlim loading = new(1);
    private readonly IDisposable subscription;
    private volatile Copy? copy;
    private int changes;

    /// <summary>Made by dependency injection.</summary>
    public Flags(NpgsqlDataSource dataSource, LiveBus bus, IEnumerable<FeatureFlag> declared, TimeProvider time, ILogger<Flags> logger)
    {
        (this.dataSource, this.bus, this.time, this.logger) = (dataSource, bus, time, logger);
        Declared = declared.OrderBy(f => f.Name, StringComparer.Ordinal).ToFrozenDictionary(f => f.Name);
        subscription = bus.Subscribe(Channel, _ => Interlocked.Increment(ref changes));
    }

    /// <summary>Every flag that the code knows, by name.</summary>
    public FrozenDictionary<string, FeatureFlag> Declared { get; }

    /// <summary>Whether a person has a flag.</summary>
    /// <param name="flag">The flag's name. One that is not declared is off.</param>
    /// <param name="user">The person; null for nobody, who has what everybody has.</param>
    /// <param name="cancellationToken">Cancels reading the decisions, where that is due.</param>
    public async ValueTask<bool> IsOn(string flag, Guid? user, CancellationToken cancellationToken = default) =>
        Declared.ContainsKey(flag) && (await Current(cancellationToken))[flag].IsOnFor(flag, user);

    /// <summary>The names of the flags that a person has.</summary>
    public async ValueTask<IReadOnlyList<string>> OnFor(Guid user, CancellationToken cancellationToken = default)
    {
        var states = await Current(cancellationToken);
        return [.. Declared.Keys.Where(name => states[name].IsOnFor(name, user)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What was decided about every declared flag.</summary>
    public async ValueTask<FrozenDictionary<string, FlagState>> Current(CancellationToken cancellationToken = default)
    {
        var known = copy;
        if (known is not null && !IsOld(known))
        {
            return known.States;
        }

        // With a copy in hand nobody waits for the one who reads it anew.
        if (!await loading.WaitAsync(known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken))
        {
            return known is null ? Defaults() : known.States;
        }

        try
        {
            if (copy is { } fresh && !IsOld(fresh))
            {
                return fresh.States;
            }

            var seen = Volatile.Read(ref changes);
            FrozenDictionary<string, FlagState> states;
            try
            {
                states = await Read(cancellationToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Feature flags could not be read; what was known before holds");
                states = known?.States ?? Defaults();
            }

            copy = new Copy(states, time.GetTimestamp(), seen);
            return states;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Tells every process that something was decided. Call it after the commit.</summary>
    public async ValueTask Changed()
    {
        Interlocked.Increment(ref changes);
        await bus.Publish(Channel, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>As <see cref="Current"/>, read from the database now.</summary>
    public async Task<FrozenDictionary<string, FlagState>> Read(CancellationToken cancellationToken = default)
    {
        var states = Defaults().ToDictionary();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("select name, enabled, percentage, updated_at from core.feature_flags"));
        batch.BatchCommands.Add(new("select name, user_id, enabled from core.feature_flag_users"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (states.ContainsKey(reader.GetString(0)))
            {
                states[reader.GetString(0)] = new FlagState(
                    reader.GetBoolean(1), reader.GetInt16(2), FrozenDictionary<Guid, bool>.Empty, reader.GetFieldValue<DateTimeOffset>(3));
            }
        }

        await reader.NextResultAsync(cancellationToken);
        var users = new List<(string Flag, Guid User, bool Enabled)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            users.Add((reader.GetString(0), reader.GetGuid(1), reader.GetBoolean(2)));
        }

        foreach (var flag in users.GroupBy(u => u.Flag).Where(g => states.ContainsKey(g.Key)))
        {
            states[flag.Key] = states[flag.Key] with { Users = flag.ToFrozenDictionary(u => u.User, u => u.Enabled) };
        }

        return states.ToFrozenDictionary();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        subscription.Dispose();
        loading.Dispose();
    }

    private bool IsOld(Copy known) => known.Changes != Volatile.Read(ref changes) || time.GetElapsedTime(known.LoadedAt) > MaximumAge;

    private FrozenDictionary<string, FlagState> Defaults() =>
        Declared.Values.ToFrozenDictionary(f => f.Name, f => new FlagState(f.OnByDefault, 100, FrozenDictionary<Guid, bool>.Empty, null));

    private sealed record Copy(FrozenDictionary<string, FlagState> States, long LoadedAt, int Changes);
}
