using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Fires due reminders. A silo claims rows for a while with SKIP LOCKED and calls the grain, which checks the claim, does its work and moves or deletes the
/// row in one transaction (<see cref="Reminders.Fire"/>). So a reminder fires once even when a claim outlives its silo.
/// </summary>
public sealed class ReminderService(NpgsqlDataSource dataSource, IGrainFactory grains, TimeProvider time, ILogger<ReminderService> logger)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const int Batch = 100;

    /// <summary>The wait after attempts that failed.</summary>
    private static readonly Backoff BetweenAttempts = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));

    /// <summary>Fires what is due now, however much it is.</summary>
    internal async Task FireAllDue(JobRun run, CancellationToken cancellationToken)
    {
        int fired;
        do
        {
            run.Did(fired = await FireDue(cancellationToken));
        } while (fired == Batch);
    }

    /// <summary>Fires what is due now, at most 100 reminders.</summary>
    /// <returns>How many were claimed.</returns>
    public async Task<int> FireDue(CancellationToken cancellationToken)
    {
        var claimed = await Claim(cancellationToken);
        foreach (var reminder in claimed)
        {
            try
            {
                await Fire(reminder);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    e,
                    "Reminder {Name} of {Grain} {Key} failed at attempt {Attempt}",
                    reminder.Name,
                    reminder.Type,
                    reminder.Key,
                    reminder.Attempt
                );
                await RecordFailure(reminder, e);
            }
        }

        return claimed.Count;
    }

    private async Task<List<Due>> Claim(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            with due as (
                select grain_type, grain_key, name from core.reminders
                where due_at <= $1 and (claimed_until is null or claimed_until <= $1)
                order by due_at limit 100 for update skip locked)
            update core.reminders r set attempts = r.attempts + 1, claimed_until = $2
            from due where r.grain_type = due.grain_type and r.grain_key = due.grain_key and r.name = due.name
            returning r.grain_type, r.grain_key, r.name, r.attempts
            """
        );
        var now = time.GetUtcNow();
        command.With(now).With(now + Lease);
        var due = new List<Due>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new Due(reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3)));
        }

        return due;
    }

    private async Task Fire(Due reminder)
    {
        using var span = Telemetry.Source.StartActivity($"reminder {reminder.Name}", ActivityKind.Consumer);
        var grain = grains.GetGrain<IRemindable>(Reminders.GrainOf(reminder.Type, reminder.Key));
        await grain.Ask(async g =>
        {
            await g.Remind(new DueReminder(reminder.Name, reminder.Attempt));
            return true;
        });
    }

    private async Task RecordFailure(Due reminder, Exception exception)
    {
        try
        {
            await using var command = dataSource.CreateCommand(
                """
                update core.reminders set claimed_until = $5, last_error = $6
                where grain_type = $1 and grain_key = $2 and name = $3 and attempts = $4
                """
            );
            command
                .With(reminder.Type)
                .With(reminder.Key)
                .With(reminder.Name)
                .With(reminder.Attempt)
                .With(time.GetUtcNow() + BetweenAttempts.After(reminder.Attempt))
                .With(exception.Message);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning(e, "The failure of reminder {Name} could not be recorded; its lease will run out", reminder.Name);
        }
    }

    private sealed record Due(string Type, Guid Key, string Name, int Attempt);
}
