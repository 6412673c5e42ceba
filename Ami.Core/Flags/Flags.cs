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
    /// <summary>When the copy is read again.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(30);

    private const string Channel = "flags";
    private readonly NpgsqlDataSource _dataSource;
    private readonly LiveBus _bus;
    private readonly SharedCopy<FrozenDictionary<string, FlagState>> _copy;
    private readonly IDisposable _subscription;

    /// <summary>Made by dependency injection.</summary>
    public Flags(NpgsqlDataSource dataSource, LiveBus bus, IEnumerable<FeatureFlag> declared, TimeProvider time, ILogger<Flags> logger)
    {
        (_dataSource, _bus) = (dataSource, bus);
        Declared = declared.OrderBy(f => f.Name, StringComparer.Ordinal).ToFrozenDictionary(f => f.Name);
        _copy = new(Read, MaximumAge, time, logger) { Otherwise = Defaults };
        _subscription = bus.Subscribe(Channel, _ => _copy.Expire());
    }

    /// <summary>Every flag that the code knows, by name.</summary>
    public FrozenDictionary<string, FeatureFlag> Declared { get; }

    /// <summary>Whether a person has a flag.</summary>
    /// <param name="flag">The flag's name. One that is not declared is off.</param>
    /// <param name="user">The person; null for nobody, who has what everybody has.</param>
    /// <param name="cancellationToken">Cancels reading the decisions, where that is due.</param>
    public async ValueTask<bool> IsOn(string flag, Guid? user, CancellationToken cancellationToken = default) =>
        Declared.ContainsKey(flag) && (await Current(cancellationToken))[flag].IsOnFor(flag, user);

    /// <summary>The names of the flags that a person has, read anew: whoever has just changed a decision asks next, and perhaps another process.</summary>
    public async ValueTask<IReadOnlyList<string>> OnFor(Guid user, CancellationToken cancellationToken = default)
    {
        var states = await _copy.Refresh(cancellationToken);
        return [.. Declared.Keys.Where(name => states[name].IsOnFor(name, user)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What was decided about every declared flag.</summary>
    public ValueTask<FrozenDictionary<string, FlagState>> Current(CancellationToken cancellationToken = default) => _copy.Get(cancellationToken);

    /// <summary>Makes a decision count here, and tells every other process of it. Call it after the commit.</summary>
    public async ValueTask Changed()
    {
        await _copy.Refresh();
        await _bus.Publish(Channel, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>As <see cref="Current"/>, read from the database now.</summary>
    public async Task<FrozenDictionary<string, FlagState>> Read(CancellationToken cancellationToken = default)
    {
        await using var batch = _dataSource.CreateBatch();
        return await Read(batch, cancellationToken);
    }

    /// <summary>As <see cref="Current"/>, as a transaction sees it.</summary>
    internal async Task<FrozenDictionary<string, FlagState>> Read(UnitOfWork unitOfWork, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        return await Read(batch, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private async Task<FrozenDictionary<string, FlagState>> Read(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var states = Defaults().ToDictionary();
        batch.BatchCommands.Add(new("select name, enabled, percentage, updated_at from core.feature_flags"));
        batch.BatchCommands.Add(new("select name, user_id, enabled from core.feature_flag_users"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (states.ContainsKey(reader.GetString(0)))
            {
                states[reader.GetString(0)] = new FlagState(
                    reader.GetBoolean(1),
                    reader.GetInt16(2),
                    FrozenDictionary<Guid, bool>.Empty,
                    reader.GetFieldValue<DateTimeOffset>(3)
                );
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

    private FrozenDictionary<string, FlagState> Defaults() =>
        Declared.Values.ToFrozenDictionary(f => f.Name, f => new FlagState(f.OnByDefault, 100, FrozenDictionary<Guid, bool>.Empty, null));
}
