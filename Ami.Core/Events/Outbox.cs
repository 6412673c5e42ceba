using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// Writes events in the publisher's transaction, one row for the event and one for each (event, handler) pair, and wakes the silos afterwards.
/// The wake-up is sent at most once per <see cref="WakeInterval"/> and process, outside the transaction: a NOTIFY inside it
/// would make PostgreSQL serialise all commits. Silos poll as well, so a lost wake-up only costs time.
/// </summary>
public sealed class Outbox(NpgsqlDataSource dataSource, EventRegistry registry, TimeProvider time)
{
    /// <summary>The channel silos listen on.</summary>
    public const string Channel = "ami_outbox";

    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(20);
    private int _waking;

    /// <summary>The wake-up in flight; tests and shutdown await it.</summary>
    internal Task LastWake { get; private set; } = Task.CompletedTask;

    /// <summary>Adds the rows to the batch that runs before the commit. An event that nobody handles is not stored.</summary>
    /// <returns>Whether anything was added.</returns>
    internal bool Append(NpgsqlBatch batch, IReadOnlyList<IEvent> events)
    {
        var added = false;
        var now = time.GetUtcNow();
        foreach (var @event in events)
        {
            var name = registry.NameOf(@event);
            var handlers = registry.HandlersOf(name);
            if (handlers.Count == 0)
            {
                continue;
            }

            added = true;
            var id = TimeOrderedId.New(now);
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand("insert into core.outbox_events (id, name, payload, user_id, trace_parent, occurred_at) values ($1, $2, $3, $4, $5, $6)")
                {
                    Parameters =
                    {
                        new() { Value = id },
                        new() { Value = name },
                        new() { Value = JsonSerializer.Serialize(@event, @event.GetType(), EventRegistry.Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
                        new() { Value = (object?)@event.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                        new() { Value = (object?)Activity.Current?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                        new() { Value = now },
                    },
                }
            );
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand("insert into core.outbox_deliveries (event_id, handler, due_at) select $1, h, $3 from unnest($2) h")
                    .With(id)
                    .With(handlers.ToArray())
                    .With(now)
            );
        }

        return added;
    }

    /// <summary>Tells the silos that there is work, soon and at most once per interval.</summary>
    internal void Wake()
    {
        if (Interlocked.Exchange(ref _waking, 1) == 0)
        {
            LastWake = WakeSoon();
        }
    }

    private async Task WakeSoon()
    {
        try
        {
            await Task.Delay(WakeInterval, time);
            Volatile.Write(ref _waking, 0);
            await using var notify = dataSource.CreateCommand("select pg_notify('" + Channel + "', '')");
            await notify.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException or OperationCanceledException)
        {
            // The server is away or this process is stopping: silos poll, so the events are found all the same.
            Volatile.Write(ref _waking, 0);
        }
    }
}
