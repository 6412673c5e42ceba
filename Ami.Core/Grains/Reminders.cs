using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// Calls that grains will receive later, once or periodically. Rows: they survive every restart, and some silo fires each of them.
/// Registering and cancelling take part in the caller's transaction.
/// </summary>
public sealed class Reminders(UnitOfWork unitOfWork)
{
    /// <summary>Registers a reminder or replaces the one of the same name.</summary>
    /// <param name="grain">Who is to be reminded, usually the caller's own context.</param>
    /// <param name="name">Unique within the grain.</param>
    /// <param name="due">When, UTC. In the past means at once.</param>
    /// <param name="period">Null for once; otherwise the time between firings. Firings missed while no silo ran coalesce into one.</param>
    /// <param name="payload">Handed back to the grain.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task Register(
        GrainContext grain, string name, DateTimeOffset due, TimeSpan? period = null, string? payload = null, CancellationToken cancellationToken = default)
    {
        if (period is { } p && p <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(period), "A period is positive.");
        }

        await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("""
                    insert into core.reminders (grain_type, grain_key, name, due_at, period, payload) values ($1, $2, $3, $4, $5, $6)
                    on conflict (grain_type, grain_key, name) do update
                    set due_at = excluded.due_at, period = excluded.period, payload = excluded.payload,
                        attempts = 0, claimed_until = null, last_error = null
                    """);
                AddKey(command, grain, name);
                command.Parameters.Add(new() { Value = due.ToUniversalTime() });
                command.Parameters.Add(new() { Value = (object?)period ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
                command.Parameters.Add(new() { Value = (object?)payload ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken);
    }

    /// <summary>Cancels a reminder; nothing happens when there is none.</summary>
    public async Task Cancel(GrainContext grain, string name, CancellationToken cancellationToken = default) =>
        await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("delete from core.reminders where grain_type = $1 and grain_key = $2 and name = $3");
                AddKey(command, grain, name);
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken);

    private static void AddKey(NpgsqlCommand command, GrainContext grain, string name)
    {
        command.Parameters.Add(new() { Value = grain.Type });
        command.Parameters.Add(new() { Value = grain.Key });
        command.Parameters.Add(new() { Value = name });
    }
}
