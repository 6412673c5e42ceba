using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Runs each occurrence of a schedule in one silo of the cluster: whoever moves the schedule's row forward to it. Occurrences that were missed while no silo
/// ran count as the latest one.
/// </summary>
internal sealed class ScheduleRuns(NpgsqlDataSource dataSource, JobLog log, TimeProvider time, ILogger<ScheduleRuns> logger)
{
    /// <summary>Timers may be a little early, and must not be taken for the occurrence before.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, bool> _registered = new();

    /// <returns>False when another silo has it, or had it.</returns>
    public async Task<bool> Run(Schedule schedule, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (schedule.Cron.GetPreviousValidTimeBefore(time.GetUtcNow() + Leeway) is not { } due)
        {
            return false;
        }

        await Register(schedule, cancellationToken);
        if (!await Take(schedule.Name, due, cancellationToken))
        {
            return false;
        }

        var (record, run) = (log.Begin(schedule.Name), new JobRun(schedule.Name, logger));
        try
        {
            await log.Write(record, cancellationToken);
            await schedule.Run(services, run, cancellationToken);
        }
        catch (Exception failure)
        {
            // First, for the database may be what failed.
            logger.LogWarning(failure, "{Schedule} of {Due:u} failed", schedule.Name, due);
            await GiveBack(schedule.Name, due);
            await log.Write(log.Add(record, run, failure), CancellationToken.None);
            throw;
        }

        await log.Write(log.Add(record, run, null), CancellationToken.None);
        logger.LogDebug("Ran {Schedule} of {Due:u}", schedule.Name, due);
        return true;
    }

    /// <summary>Once in a process: its timing is in the code.</summary>
    private async Task Register(Schedule schedule, CancellationToken cancellationToken)
    {
        if (_registered.ContainsKey(schedule.Name))
        {
            return;
        }

        await log.Register(schedule.Name, schedule.Cron.CronExpressionString, cancellationToken);
        _registered[schedule.Name] = true;
    }

    private async Task<bool> Take(string name, DateTimeOffset due, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into core.jobs as j (name, due_at) values ($1, $2)
            on conflict (name) do update set due_at = excluded.due_at where j.due_at is null or j.due_at < excluded.due_at
            """
        );
        command.With(name).With(due);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>So that it is run again, by whoever tries first.</summary>
    private async Task GiveBack(string name, DateTimeOffset due)
    {
        await using var command = dataSource.CreateCommand("update core.jobs set due_at = '-infinity' where name = $1 and due_at = $2");
        command.With(name).With(due);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
