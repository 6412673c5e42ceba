using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// Once an hour removes sessions that ended long ago, their tokens, devices not seen for a year, old counts of attempts, retired keys, and links and sign-ups
/// that expired. Two silos doing it at once do no harm.
/// </summary>
internal sealed class SweepSessions(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Kept this long after the last token expired, so that a reuse is still seen and the session can be shown.</summary>
    internal static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    internal async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.sessions s where s.last_used_at < $1").With(now - SessionStore.Lifetime - Keep));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.sign_in_failures where last_at < $1").With(now - TimeSpan.FromDays(2)));
        batch.BatchCommands.Add(ClientThrottle.Sweep(now));
        batch.BatchCommands.Add(LinkStore.Sweep(now));
        batch.BatchCommands.Add(PendingRegistrations.Sweep(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.second_steps where expires_at < $1").With(now));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.devices where last_used_at < $1").With(now - Devices.Memory));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.signing_keys where retired_at < $1").With(now - TimeSpan.FromDays(1)));
        run.Did(await batch.ExecuteNonQueryAsync(cancellationToken));
    }
}
