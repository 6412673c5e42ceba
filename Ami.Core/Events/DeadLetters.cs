using Npgsql;
using NpgsqlTypes;

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
    private const string Matches = "($1::text is null or strpos(d.handler, $1) > 0 or strpos(e.name, $1) > 0 or strpos(d.last_error, $1) > 0)";

    private sealed record Key(Guid EventId, string Handler);

    /// <summary>The newest dead letters.</summary>
    /// <param name="limit">At most this many, 1 to 200.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<DeadLetter>> List(int limit, CancellationToken cancellationToken = default) =>
        (await Search(null, null, limit, cancellationToken)).Value.Items;

    /// <summary>A page of dead letters, newest first.</summary>
    /// <param name="text">Part of the handler's or the event's name or of the error; null for all.</param>
    /// <param name="cursor">As the page before gave it; null for the first.</param>
    /// <param name="limit">Letters per page; see <see cref="Cursor.Limit"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<DeadLetter>>> Search(string? text, string? cursor, int? limit, CancellationToken cancellationToken = default)
    {
        if (!Cursor.Decode<Key>(cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        var size = Cursor.Limit(limit);
        await using var command = dataSource.CreateCommand(
            $"""
            select d.event_id, d.handler, e.name, d.attempts, d.last_error, e.occurred_at
            from core.outbox_deliveries d join core.outbox_events e on e.id = d.event_id
            where d.state = 'dead' and {Matches} and ($2::uuid is null or (d.event_id, d.handler) < ($2, $3))
            order by d.event_id desc, d.handler desc limit $4
            """
        );
        command.With(Text(text)).With(after?.EventId, NpgsqlDbType.Uuid).With(after?.Handler ?? "").With(size + 1);
        var letters = new List<DeadLetter>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(
                new DeadLetter(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetInt32(3),
                    await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4),
                    reader.GetFieldValue<DateTimeOffset>(5)
                )
            );
        }

        return Page<DeadLetter>.Of(letters, size, l => new Key(l.EventId, l.Handler));
    }

    /// <summary>Puts a dead letter back in the queue with all its attempts.</summary>
    /// <returns>Success, or <c>outbox.not_dead</c>.</returns>
    public async Task<Result> Retry(Guid eventId, string handler, CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand();
        return await Retry(command, eventId, handler, cancellationToken);
    }

    /// <summary>As <see cref="Retry(Guid, string, CancellationToken)"/>, in the active transaction of a unit of work.</summary>
    public async Task<Result> Retry(UnitOfWork unitOfWork, Guid eventId, string handler, CancellationToken cancellationToken = default)
    {
        await using var command = unitOfWork.Command("");
        return await Retry(command, eventId, handler, cancellationToken);
    }

    /// <summary>Puts every matching dead letter back in the queue, in the active transaction of a unit of work.</summary>
    /// <param name="unitOfWork">Inside <see cref="UnitOfWork.Run{T}"/>.</param>
    /// <param name="text">As for <see cref="Search"/>; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many.</returns>
    public async Task<int> RetryAll(UnitOfWork unitOfWork, string? text, CancellationToken cancellationToken = default)
    {
        await using var command = unitOfWork.Command(
            $"""
            update core.outbox_deliveries d set state = 'pending', attempts = 0, due_at = $2 from core.outbox_events e
            where e.id = d.event_id and d.state = 'dead' and {Matches}
            """
        );
        command.With(Text(text)).With(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Result> Retry(NpgsqlCommand command, Guid eventId, string handler, CancellationToken cancellationToken)
    {
        command.CommandText = """
            update core.outbox_deliveries set state = 'pending', attempts = 0, due_at = $3
            where event_id = $1 and handler = $2 and state = 'dead'
            """;
        command.With(eventId).With(handler).With(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1
            ? Result.Ok
            : Error.NotFound("outbox.not_dead", "There is no such dead letter; it may have been retried already.");
    }

    private static NpgsqlParameter Text(string? text) =>
        new()
        {
            Value = string.IsNullOrWhiteSpace(text) ? DBNull.Value : text.Trim().Replace("\0", "", StringComparison.Ordinal),
            NpgsqlDbType = NpgsqlDbType.Text,
        };
}
