using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Fires due reminders. A silo claims rows for a while with SKIP LOCKED; the firing itself runs under the grain's lock in one transaction
/// that checks the claim, calls the grain and moves or deletes the row. So a reminder fires once even when a claim outlives its silo.
/// </summary>
public sealed class ReminderService(NpgsqlDataSource dataSource, IServiceScopeFactory scopes, TimeProvider time, ILogger<ReminderService> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(10);

    /// <summary>Fires what is due now, at most 100 reminders.</summary>
    /// <returns>How many were claimed.</returns>
    public async Task<int> FireDue(CancellationToken cancellationToken)
    {
        var claimed = await Claim(cancellationToken);
        foreach (var reminder in claimed)
        {
            try
            {
                await Fire(reminder, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Reminder {Name} of {Grain} {Key} failed at attempt {Attempt}", reminder.Name, reminder.Type, reminder.Key, reminder.Attempt);
                await RecordFailure(reminder, e);
            }
        }

        return claimed.Count;
    }

    private async Task<List<Due>> Claim(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            with due as (
                select grain_type, grain_key, name from core.reminders
                where due_at <= $1 and (claimed_until is null or claimed_until <= $1)
                order by due_at limit 100 for update skip locked)
            update core.reminders r set attempts = r.attempts + 1, claimed_until = $2
            from due where r.grain_type = due.grain_type and r.grain_key = due.grain_key and r.name = due.name
            returning r.grain_type, r.grain_key, r.name, r.attempts
            """);
        var now = time.GetUtcNow();
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now + Lease });
        var due = new List<Due>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new Due(reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3)));
        }

        return due;
    }

    private async Task Fire(Due reminder, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var grains = scope.ServiceProvider.GetRequiredService<Grains>();
        await grains.Locked(
            reminder.Type,
            [reminder.Key],
            null,
            async (found, _) =>
            {
                // Missed periods coalesce: the next firing is the first one of the series that lies in the future.
                await using var take = unitOfWork.Command("""
                    update core.reminders set attempts = 0, claimed_until = null, last_error = null,
                        due_at = case when period is null then 'infinity'
                                 else due_at + period * (floor(extract(epoch from $5 - due_at) / extract(epoch from period)) + 1) end
                    where grain_type = $1 and grain_key = $2 and name = $3 and attempts = $4
                    returning payload, period is null
                    """);
                take.Parameters.Add(new() { Value = reminder.Type });
                take.Parameters.Add(new() { Value = reminder.Key });
                take.Parameters.Add(new() { Value = reminder.Name });
                take.Parameters.Add(new() { Value = reminder.Attempt });
                take.Parameters.Add(new() { Value = time.GetUtcNow() });
                string? payload;
                bool once;
                await using (var reader = await take.ExecuteReaderAsync(cancellationToken))
                {
                    if (!await reader.ReadAsync(cancellationToken))
                    {
                        return false;
                    }

                    payload = await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0);
                    once = reader.GetBoolean(1);
                }

                var grain = found[reminder.Key] as IRemindable
                    ?? throw new InvalidOperationException($"The grain {reminder.Type} has a reminder but is not {nameof(IRemindable)}.");
                await grain.Remind(reminder.Name, payload, cancellationToken);
                if (once)
                {
                    // Only if the grain did not register it anew while it ran.
                    await using var done = unitOfWork.Command(
                        "delete from core.reminders where grain_type = $1 and grain_key = $2 and name = $3 and due_at = 'infinity'");
                    done.Parameters.Add(new() { Value = reminder.Type });
                    done.Parameters.Add(new() { Value = reminder.Key });
                    done.Parameters.Add(new() { Value = reminder.Name });
                    await done.ExecuteNonQueryAsync(cancellationToken);
                }

                Telemetry.RemindersFired.Add(1, new KeyValuePair<string, object?>("grain", reminder.Type));
                return true;
            },
            cancellationToken);
    }

    private async Task RecordFailure(Due reminder, Exception exception)
    {
        try
        {
            var backOff = TimeSpan.FromSeconds(Math.Min(MaxBackOff.TotalSeconds, Math.Pow(2, Math.Min(reminder.Attempt - 1, 20))));
            await using var command = dataSource.CreateCommand("""
                update core.reminders set claimed_until = $5, last_error = $6
                where grain_type = $1 and grain_key = $2 and name = $3 and attempts = $4
                """);
            command.Parameters.Add(new() { Value = reminder.Type });
            command.Parameters.Add(new() { Value = reminder.Key });
            command.Parameters.Add(new() { Value = reminder.Name });
            command.Parameters.Add(new() { Value = reminder.Attempt });
            command.Parameters.Add(new() { Value = time.GetUtcNow() + backOff });
            command.Parameters.Add(new() { Value = exception.Message });
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning(e, "The failure of reminder {Name} could not be recorded; its lease will run out", reminder.Name);
        }
    }

    private sealed record Due(string Type, Guid Key, string Name, int Attempt);
}
