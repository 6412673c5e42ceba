using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// At most one active worker per name in the cluster, by a session-scoped advisory lock on a connection of its own. When the connection is lost the
/// work is cancelled and the others compete. A leader that has not noticed yet may overlap with the next for a moment: effects are guarded by grains.
/// </summary>
public sealed class Leadership(NpgsqlDataSource dataSource, TimeProvider time, ILogger<Leadership> logger)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Competes for a name, and while this process holds it runs the work, until cancelled. Work that ends or throws is started again after a second.
    /// </summary>
    /// <param name="name">What is led, for example <c>market-feed</c>.</param>
    /// <param name="work">Runs until its token is cancelled.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public Task RunWhileLeader(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        new Periodic(Beat, new Backoff(Beat, Beat)).Repeat(
            ct => Compete(name, work, ct),
            (failure, _) => logger.LogWarning(failure, "The work of the leader of {Name} ended; competing again", name),
            time,
            cancellationToken
        );

    private async Task Compete(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await TryLock(connection, name, cancellationToken))
        {
            return;
        }

        await EndWhenFrozen(connection, cancellationToken);
        logger.LogInformation("This process leads {Name}", name);
        try
        {
            await Lead(connection, name, work, cancellationToken);
        }
        finally
        {
            await Unlock(connection, name);
        }
    }

    private static async Task<bool> TryLock(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection).With(AdvisoryLock.IdOf("leadership:" + name));
        return (bool)(await command.ExecuteScalarAsync(cancellationToken) ?? false);
    }

    /// <summary>The server ends the session, and with it the lock, of a leader that was frozen or cut off and does not beat any more.</summary>
    private static async Task EndWhenFrozen(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"set idle_session_timeout = {(int)SilentAfter.TotalMilliseconds}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A pooled connection keeps its session, and with it the lock, until it is used again: give the lock back by hand.</summary>
    private static async Task Unlock(NpgsqlConnection connection, string name)
    {
        if (connection.FullState.HasFlag(System.Data.ConnectionState.Broken) || connection.State == System.Data.ConnectionState.Closed)
        {
            return;
        }

        await using var command = new NpgsqlCommand("select pg_advisory_unlock($1)", connection).With(AdvisoryLock.IdOf("leadership:" + name));
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Lead(NpgsqlConnection connection, string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beating = new Periodic(Beat).Repeat(ct => Beats(connection, ct), (failure, _) => Lost(failure), time, term.Token);
        try
        {
            await work(term.Token);
        }
        finally
        {
            await term.CancelAsync();
            await beating;
        }

        void Lost(Exception failure)
        {
            logger.LogWarning(failure, "The connection by which this process leads {Name} is lost", name);
            term.Cancel();
        }
    }

    private static async Task Beats(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select 1", connection) { CommandTimeout = 5 };
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
