using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// Calls that grains will receive later, once or periodically. Rows: they survive every restart, and some silo fires each of them.
/// Registering and cancelling take part in the caller's transaction.
/// </summary>
public sealed class Reminders(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Registers a reminder or replaces the one of the same name.</summary>
    /// <param name="grain">Who is to be reminded, see <see cref="GrainOf"/>.</param>
    /// <param name="name">Unique within the grain.</param>
    /// <param name="due">When, UTC. In the past means at once.</param>
    /// <param name="period">Null for once; otherwise the time between firings. Firings missed while no silo ran coalesce into one.</param>
    /// <param name="payload">Handed back to the grain.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task Register(
        GrainId grain,
        string name,
        DateTimeOffset due,
        TimeSpan? period = null,
        string? payload = null,
        CancellationToken cancellationToken = default
    )
    {
        if (period is { } p && p <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(period), "A period is positive.");
        }

        await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into core.reminders (grain_type, grain_key, name, due_at, period, payload) values ($1, $2, $3, $4, $5, $6)
                    on conflict (grain_type, grain_key, name) do update
                    set due_at = excluded.due_at, period = excluded.period, payload = excluded.payload,
                        attempts = 0, claimed_until = null, last_error = null
                    """
                );
                AddKey(command, grain, name);
                command.With(due.ToUniversalTime()).With(period, NpgsqlDbType.Interval).With(payload, NpgsqlDbType.Text);
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
    }

    /// <summary>Cancels a reminder; nothing happens when there is none.</summary>
    public async Task Cancel(GrainId grain, string name, CancellationToken cancellationToken = default) =>
        await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("delete from core.reminders where grain_type = $1 and grain_key = $2 and name = $3");
                AddKey(command, grain, name);
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );

    /// <summary>The id of a grain by the stable name of its type (<c>[GrainType]</c>), which stored reminders hold, and its key.</summary>
    public static GrainId GrainOf(string type, Guid key) => GrainId.Create(GrainType.Create(type), GrainIdKeyExtensions.CreateGuidKey(key));

    /// <summary>
    /// Does what a reminder is for, in one transaction with the record that it fired: for a grain's <see cref="IRemindable.Remind"/>. Nothing happens when it
    /// was called off, replaced or fired by another silo meanwhile.
    /// </summary>
    /// <param name="grain">The reminded grain itself.</param>
    /// <param name="due">As the grain got it.</param>
    /// <param name="work">Gets the payload.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task Fire(GrainId grain, DueReminder due, Func<string?, CancellationToken, Task> work, CancellationToken cancellationToken = default) =>
        unitOfWork.Run(
            async ct =>
            {
                if (await Take(grain, due, ct) is not { } taken)
                {
                    return;
                }

                await work(taken.Payload, ct);
                if (taken.Once)
                {
                    // Only if the grain did not register it anew while it ran.
                    await using var done = unitOfWork.Command(
                        "delete from core.reminders where grain_type = $1 and grain_key = $2 and name = $3 and due_at = 'infinity'"
                    );
                    AddKey(done, grain, due.Name);
                    await done.ExecuteNonQueryAsync(ct);
                }

                Telemetry.RemindersFired.Add(1, new KeyValuePair<string, object?>("grain", grain.Type.ToString()));
            },
            cancellationToken
        );

    /// <summary>Missed periods coalesce: the next firing is the first one of the series that lies in the future.</summary>
    private async Task<(string? Payload, bool Once)?> Take(GrainId grain, DueReminder due, CancellationToken cancellationToken)
    {
        await using var take = unitOfWork.Command(
            """
            update core.reminders set attempts = 0, claimed_until = null, last_error = null,
                due_at = case when period is null then 'infinity'
                         else due_at + period * (floor(extract(epoch from $5 - due_at) / extract(epoch from period)) + 1) end
            where grain_type = $1 and grain_key = $2 and name = $3 and attempts = $4
            returning payload, period is null
            """
        );
        AddKey(take, grain, due.Name);
        take.With(due.Attempt).With(time.GetUtcNow());
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0), reader.GetBoolean(1))
            : null;
    }

    private static void AddKey(NpgsqlCommand command, GrainId grain, string name)
    {
        command.With(grain.Type.ToString()).With(grain.GetGuidKey()).With(name);
    }
}

/// <summary>A grain that receives reminders.</summary>
[Alias("ami.remindable")]
public interface IRemindable : IGrainWithGuidKey
{
    /// <summary>A reminder is due. What it does goes through <see cref="Reminders.Fire"/>, so that its effects happen once.</summary>
    /// <param name="due">Which one.</param>
    [Alias("remind")]
    Task Remind(DueReminder due);
}

/// <summary>A reminder that a silo has claimed.</summary>
/// <param name="Name">As it was registered.</param>
/// <param name="Attempt">1 for the first one; the claim that may fire it.</param>
[GenerateSerializer, Immutable, Alias("ami.due-reminder")]
public sealed record DueReminder(string Name, int Attempt);
