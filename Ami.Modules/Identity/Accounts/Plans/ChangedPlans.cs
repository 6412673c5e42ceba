using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// The plans that changed within the life of an access token: what the token says of its person's plan counts no more, at once and in every process. A request
/// costs one look into a dictionary.
/// </summary>
internal sealed class ChangedPlans(NpgsqlDataSource dataSource, LiveBus bus, TimeProvider time, ILogger<ChangedPlans> logger)
    : RecentChanges("identity.changed-plans", bus, time, logger),
        ICurrentPlans
{
    private const string PlanClaim = "plan";
    private const int MessageLength = 16 + 8 + 1;

    private readonly TimeProvider _time = time;
    private readonly ConcurrentDictionary<Guid, Change> _changed = new();

    /// <inheritdoc/>
    public async ValueTask<Plan> Of(ClaimsPrincipal person, CancellationToken cancellationToken = default)
    {
        await Started(cancellationToken);
        return _changed.TryGetValue(person.UserId(), out var change) ? change.Plan
            : Enum.TryParse<Plan>(person.FindFirstValue(PlanClaim), ignoreCase: true, out var named) ? named
            : Plan.Free;
    }

    /// <summary>Takes effect here now, and in the other processes as soon as they hear of it. After the change has committed.</summary>
    public async ValueTask Announce(Guid userId, Plan plan, DateTimeOffset changedAt)
    {
        Add(userId, new Change(plan, changedAt));
        var message = new byte[MessageLength];
        userId.TryWriteBytes(message);
        BinaryPrimitives.WriteInt64LittleEndian(message.AsSpan(16), changedAt.UtcTicks);
        message[^1] = (byte)plan;
        await Tell(message);
    }

    internal override async Task Read(TimeSpan lookBack, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select id, plan, plan_changed_at from identity.users where plan_changed_at > $1");
        command.With(_time.GetUtcNow() - lookBack);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Add(reader.GetGuid(0), new Change(Enum.Parse<Plan>(reader.GetString(1)), reader.GetFieldValue<DateTimeOffset>(2)));
        }
    }

    protected override void Hear(ReadOnlySpan<byte> message)
    {
        if (message.Length == MessageLength && (Plan)message[^1] is var plan && Enum.IsDefined(plan))
        {
            Add(new Guid(message[..16]), new Change(plan, new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(message[16..]), TimeSpan.Zero)));
        }
    }

    protected override void Forget(DateTimeOffset before)
    {
        foreach (var (id, change) in _changed)
        {
            if (change.At < before)
            {
                _changed.TryRemove(new KeyValuePair<Guid, Change>(id, change));
            }
        }
    }

    /// <summary>Messages may overtake one another: the latest change stays.</summary>
    private void Add(Guid userId, Change change) => _changed.AddOrUpdate(userId, change, (_, known) => known.At > change.At ? known : change);

    private sealed record Change(Plan Plan, DateTimeOffset At);
}
