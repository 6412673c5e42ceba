using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>How deliveries are retried.</summary>
public sealed class OutboxOptions
{
    /// <summary>Deliveries claimed at once by a silo; 1 to 1000, 32 by default.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Deliveries of a silo that run at the same time; 4 by default.</summary>
    public int Parallelism { get; set; } = 4;

    /// <summary>Attempts before a delivery becomes a dead letter; 10 by default, with the default back-off about an hour.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Wait before the second attempt; doubles with each further one up to <see cref="MaxBackOff"/>. One second by default.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts; ten minutes by default.</summary>
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a claim lasts: after it, a delivery whose silo died is taken by another. 30 seconds by default.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before attempt <paramref name="attempt"/> + 1.</summary>
    public TimeSpan BackOffAfter(int attempt) => new Backoff(BackOff, MaxBackOff).After(attempt);
}

/// <summary>
/// Claims due deliveries and runs their handlers. A claim is a lease (so a dead silo loses nothing); the handler's transaction locks the delivery,
/// checks that the claim still holds and marks it handled (so nothing takes effect twice).
/// </summary>
public sealed class OutboxDispatcher(
    NpgsqlDataSource dataSource,
    IServiceScopeFactory scopes,
    EventRegistry registry,
    OutboxOptions options,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger
)
{
    /// <summary>Handles what is due, however much it is.</summary>
    internal async Task DispatchDue(JobRun run, CancellationToken cancellationToken)
    {
        int claimed;
        do
        {
            run.Did(claimed = await DispatchOnce(cancellationToken));
        } while (claimed == options.BatchSize);
    }

    /// <summary>Claims and handles one batch.</summary>
    /// <returns>How many deliveries were claimed; 0 means that nothing is due.</returns>
    public async Task<int> DispatchOnce(CancellationToken cancellationToken)
    {
        var claimed = await Claim(cancellationToken);
        await Parallel.ForEachAsync(
            claimed,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
            async (delivery, ct) => await Handle(delivery, ct)
        );
        return claimed.Count;
    }

    private async Task<List<Delivery>> Claim(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            with due as (
                select event_id, handler from core.outbox_deliveries
                where state = 'pending' and due_at <= $1 order by due_at limit $2 for update skip locked)
            update core.outbox_deliveries d set attempts = d.attempts + 1, due_at = $3
            from due, core.outbox_events e
            where d.event_id = due.event_id and d.handler = due.handler and e.id = d.event_id
            returning d.event_id, d.handler, d.attempts, e.name, e.payload::text, e.trace_parent, e.occurred_at
            """
        );
        var now = time.GetUtcNow();
        command.With(now).With(options.BatchSize).With(now + options.Lease);
        var claimed = new List<Delivery>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(
                new Delivery(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetInt32(2),
                    reader.GetString(3),
                    reader.GetString(4),
                    await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetString(5),
                    reader.GetFieldValue<DateTimeOffset>(6)
                )
            );
        }

        return claimed;
    }

    private async Task Handle(Delivery delivery, CancellationToken cancellationToken)
    {
        _ = ActivityContext.TryParse(delivery.TraceParent, null, out var parent);
        using var span = Telemetry.Source.StartActivity($"event {delivery.EventName}", ActivityKind.Consumer, parent);
        span?.SetTag("ami.event.handler", delivery.Handler).SetTag("ami.event.attempt", delivery.Attempt);
        try
        {
            var subscription =
                registry.Find(delivery.Handler)
                ?? throw new InvalidOperationException($"No handler is named {delivery.Handler}; its module may be switched off.");
            await using var scope = scopes.CreateAsyncScope();
            var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            var context = new EventContext(delivery.EventId, delivery.OccurredAt, delivery.Attempt);
            if (subscription.Repeatable)
            {
                await subscription.Invoke(scope.ServiceProvider, delivery.Payload, context, cancellationToken);
            }

            await unitOfWork.Run(
                async ct =>
                {
                    if (await MarkHandled(unitOfWork, delivery, ct) && !subscription.Repeatable)
                    {
                        await subscription.Invoke(scope.ServiceProvider, delivery.Payload, context, ct);
                    }
                },
                cancellationToken
            );
            Telemetry.EventsHandled.Add(1, new KeyValuePair<string, object?>("handler", delivery.Handler));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            await RecordFailure(delivery, e);
        }
    }

    private async Task<bool> MarkHandled(UnitOfWork unitOfWork, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            update core.outbox_deliveries set state = 'handled', handled_at = $4, last_error = null
            where event_id = $1 and handler = $2 and attempts = $3 and state = 'pending'
            """
        );
        command.With(delivery.EventId).With(delivery.Handler).With(delivery.Attempt).With(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task RecordFailure(Delivery delivery, Exception exception)
    {
        var dead = delivery.Attempt >= options.MaxAttempts;
        logger.Log(
            dead ? LogLevel.Error : LogLevel.Warning,
            exception,
            "Event {Event} for {Handler} failed at attempt {Attempt}{Outcome}",
            delivery.EventName,
            delivery.Handler,
            delivery.Attempt,
            dead ? " and is now a dead letter" : string.Empty
        );
        Telemetry.EventsFailed.Add(1, new("handler", delivery.Handler), new("dead", dead));
        try
        {
            await using var command = dataSource.CreateCommand(
                """
                update core.outbox_deliveries set state = $4, due_at = $5, last_error = $6
                where event_id = $1 and handler = $2 and attempts = $3 and state = 'pending'
                """
            );
            command
                .With(delivery.EventId)
                .With(delivery.Handler)
                .With(delivery.Attempt)
                .With(dead ? "dead" : "pending")
                .With(time.GetUtcNow() + options.BackOffAfter(delivery.Attempt))
                .With(exception.ToString() is { Length: > 4000 } text ? text[..4000] : exception.ToString());
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning(e, "The failure of {Event} for {Handler} could not be recorded; its lease will run out", delivery.EventName, delivery.Handler);
        }
    }

    private sealed record Delivery(Guid EventId, string Handler, int Attempt, string EventName, string Payload, string? TraceParent, DateTimeOffset OccurredAt);
}
