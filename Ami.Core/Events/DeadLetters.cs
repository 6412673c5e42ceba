using Npgsql;

namespace Ami.Core;

/// <summary>A delivery that failed for good.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Handler">The handler that failed.</param>
/// <param name="EventName">The event's public name.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">The last exception, shortened.</param>
/// <param name="OccurredAt">When the event happened, UTC.</param>
public sealed record DeadLetter(Guid EventId, string Handler, string EventName, int Attempts, string? LastError, DateTimeOffset OccurredAt);

/// <summary>What operators do about deliveries that failed for good.</summary>
public sealed class DeadLetters(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>The newest dead letters.</summary>
    /// <param name="limit">At most this many, 1 to 200.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand("""
            select d.event_id, d.handler, e.name, d.attempts, d.last_error, e.occurred_at
            from core.outbox_deliveries d join core.outbox_events e on e.id = d.event_id
            where d.state = 'dead' order by d.event_id desc limit $1
            """);
        command.Parameters.Add(new() { Value = Cursor.Limit(limit) });
        var letters = new List<DeadLetter>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(new DeadLetter(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return letters;
    }

    /// <summary>Puts a dead letter back in the queue with all its attempts.</summary>
    /// <returns>Success, or <c>outbox.not_dead</c>.</returns>
    public async Task<Result> Retry(Guid eventId, string handler, CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand("""
            update core.outbox_deliveries set state = 'pending', attempts = 0, due_at = $3
            where event_id = $1 and handler = $2 and state = 'dead'
            """);
        command.Parameters.Add(new() { Value = eventId });
        command.Parameters.Add(new() { Value = handler });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1
            ? Result.Ok
            : Error.NotFound("outbox.not_dead", "There is no such dead letter; it may have been retried already.");
    }
}
