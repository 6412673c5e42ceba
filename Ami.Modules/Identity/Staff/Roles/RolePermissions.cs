using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// What every role may do, in memory: what the code grants by default, and what staff decided since. A decision is told over the live bus and otherwise
/// found within <see cref="MaximumAge"/>. While the database is away the last copy counts for <see cref="BelievedFor"/>, after that nobody may do anything.
/// </summary>
internal sealed class RolePermissions : IRolePermissions, IDisposable
{
    /// <summary>When the table is read again.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(5);

    /// <summary>For how long what was read last is believed when it cannot be read again.</summary>
    public static readonly TimeSpan BelievedFor = TimeSpan.FromMinutes(1);

    private const string Channel = "identity.role-permissions";
    private const string Query = """
        select r.name, d.permission, d.granted from identity.roles r left join identity.role_permissions d on d.role_id = r.id
        """;

    private readonly NpgsqlDataSource _dataSource;
    private readonly LiveBus _bus;
    private readonly TimeProvider _time;
    private readonly SharedCopy<RoleTable> _copy;
    private readonly IDisposable _subscription;

    public RolePermissions(NpgsqlDataSource dataSource, LiveBus bus, IEnumerable<Permission> declared, TimeProvider time, ILogger<RolePermissions> logger)
    {
        (_dataSource, _bus, _time) = (dataSource, bus, time);
        Declared = declared.ToFrozenDictionary(permission => permission.Name);
        _copy = new(Read, MaximumAge, time, logger) { StaleFor = TimeSpan.Zero };
        _subscription = bus.Subscribe(Channel, _ => _copy.Expire());
    }

    /// <summary>Every permission that the code of this process asks for, by name.</summary>
    public FrozenDictionary<string, Permission> Declared { get; }

    public async ValueTask<RoleGrants> Current(CancellationToken cancellationToken = default)
    {
        var table = await _copy.Get(cancellationToken);
        return _time.GetElapsedTime(table.At) < BelievedFor ? table.Grants : RoleGrants.None;
    }

    /// <summary>Makes a decision count here, and tells every other process of it. After the commit.</summary>
    public async ValueTask Changed()
    {
        await _copy.Refresh();
        await _bus.Publish(Channel, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>As <see cref="Current"/>, as a transaction sees it.</summary>
    public async Task<RoleGrants> Read(UnitOfWork unitOfWork, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(Query);
        return await Read(command, cancellationToken);
    }

    /// <summary>As <see cref="Current"/>, read from the database now.</summary>
    public async Task<RoleGrants> ReadNow(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(Query);
        return await Read(command, cancellationToken);
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<RoleTable> Read(CancellationToken cancellationToken)
    {
        var at = _time.GetTimestamp();
        return new RoleTable(await ReadNow(cancellationToken), at);
    }

    private async Task<RoleGrants> Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var roles = new Dictionary<string, Dictionary<string, bool>>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var name = reader.GetString(0);
            if (!roles.TryGetValue(name, out var decided))
            {
                roles[name] = decided = [];
            }

            if (!reader.IsDBNull(1))
            {
                decided[reader.GetString(1)] = reader.GetBoolean(2);
            }
        }

        return new RoleGrants(
            roles.ToFrozenDictionary(
                role => role.Key,
                role => Declared.Values.Where(one => RoleRules.Has(role.Key, one, role.Value)).Select(one => one.Name).ToFrozenSet()
            )
        );
    }

    /// <param name="Grants">What was read.</param>
    /// <param name="At">When reading began.</param>
    private sealed record RoleTable(RoleGrants Grants, long At);
}
