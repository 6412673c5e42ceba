using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Payments;

/// <summary>What makes events of some kinds count here.</summary>
internal interface IEventApplier
{
    /// <summary>Whether it knows events of a type.</summary>
    bool Knows(string type);

    /// <summary>
    /// Fetches what the event is about, and applies what it is now. In the transaction of that it calls <paramref name="done"/> with whom it concerns, so the event
    /// is handled if and only if its effect stands.
    /// </summary>
    /// <returns>Success, or why it has to be tried again.</returns>
    Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken);
}

/// <summary>Handles events, in any order and as often as they come. Asks the provider, so it has no transaction of its own.</summary>
internal sealed class HandleStripeEvent(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    IEnumerable<IEventApplier> appliers,
    Customers customers,
    TimeProvider time,
    ILogger<HandleStripeEvent> logger
) : IRepeatableEventHandler<StripeEventReceived>
{
    public const string Name = "payments.apply-stripe-event";

    /// <summary>Where trying again will not help, because the provider has forgotten it.</summary>
    private static readonly string Gone = PaymentsErrors.NotAtProvider.Code;

    public async Task Handle(StripeEventReceived @event, EventContext context, CancellationToken cancellationToken)
    {
        if (await Once(@event.Id, cancellationToken) is { } fault)
        {
            // The outbox tries again with growing pauses; after that the healing job does.
            throw new EventNotHandledException(fault);
        }
    }

    /// <summary>Handles an event unless it is handled.</summary>
    /// <returns>Why it could not be, or null.</returns>
    public async Task<Error?> Once(Guid id, CancellationToken cancellationToken)
    {
        if (await Find(id, cancellationToken) is not { } told)
        {
            return null;
        }

        if (appliers.FirstOrDefault(one => one.Knows(told.Type)) is not { } applier)
        {
            await unitOfWork.Run(ct => Settle(id, null, EventState.Kept, null, ct), cancellationToken);
            return null;
        }

        var applied = await Apply(applier, told, cancellationToken);
        if (applied.IsOk)
        {
            return null;
        }

        var refused = applied.Error;
        var state = refused.Code == Gone ? EventState.Kept : EventState.Failed;
        await unitOfWork.Run(ct => Settle(id, null, state, refused.Code, ct), cancellationToken);
        if (state == EventState.Kept)
        {
            return null;
        }

        logger.LogWarning("The event {Event} of type {Type} could not be handled: {Code}", told.StripeId, told.Type, refused.Code);
        return refused;
    }

    /// <summary>An event on which we trip ourselves is one that could not be handled, too: it is seen by staff, and those behind it do not wait for it.</summary>
    private async Task<Result> Apply(IEventApplier applier, StripeEventRow told, CancellationToken cancellationToken)
    {
        try
        {
            return await applier.Apply(
                told,
                (user, ct) => Settle(told.Id, user, user is null ? EventState.Kept : EventState.Handled, null, ct),
                cancellationToken
            );
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "The event {Event} of type {Type} broke its handler", told.StripeId, told.Type);
            return PaymentsErrors.EventFaulty;
        }
    }

    private Task<StripeEventRow?> Find(Guid id, CancellationToken cancellationToken) =>
        db
            .StripeEvents.AsNoTracking()
            .SingleOrDefaultAsync(e => e.Id == id && (e.State == EventState.Received || e.State == EventState.Failed), cancellationToken);

    private async Task Settle(Guid id, Guid? concerned, EventState state, string? fault, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Nothing is written down of somebody who left while it was handled.
        var user = concerned is { } one && await customers.Stay(one, cancellationToken) ? concerned : null;
        await db
            .StripeEvents.Where(e => e.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.State, state)
                        .SetProperty(e => e.UserId, e => user ?? e.UserId)
                        .SetProperty(e => e.Fault, fault)
                        .SetProperty(e => e.Attempts, e => e.Attempts + 1)
                        .SetProperty(e => e.HandledAt, state == EventState.Failed ? (DateTimeOffset?)null : now),
                cancellationToken
            );
    }
}

/// <summary>An event could not be handled yet.</summary>
internal sealed class EventNotHandledException(Error fault) : Exception($"{fault.Code}: {fault.Message}");
