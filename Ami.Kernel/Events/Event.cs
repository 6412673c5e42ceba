namespace Ami.Kernel;

/// <summary>
/// Something that happened, told to other modules through the outbox. An immutable record in the publisher's <c>Contracts/</c>,
/// serialised as JSON; fields are only ever added within a version.
/// </summary>
public interface IEvent
{
    /// <summary>The user it concerns, if any.</summary>
    Guid? UserId { get; }
}

/// <summary>An event with its public name.</summary>
/// <typeparam name="TSelf">The event itself.</typeparam>
public interface IEvent<TSelf> : IEvent
    where TSelf : IEvent<TSelf>
{
    /// <summary>Explicit and versioned, <c>module.what-happened.v1</c>; independent of the type's name.</summary>
    static abstract string EventName { get; }
}

/// <summary>
/// Reacts to an event, in a silo, inside a transaction of its own together with the record that it was handled: its database effects happen exactly once.
/// Anything else it does can happen again after a crash.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IEventHandler<in TEvent>
    where TEvent : IEvent
{
    /// <summary>
    /// Handles one event; an exception rolls back and is retried with back-off, and after the last attempt the delivery becomes a dead letter.
    /// </summary>
    Task Handle(TEvent @event, EventContext context, CancellationToken cancellationToken);
}

/// <summary>
/// A handler that runs without a transaction, before its delivery is marked as handled, because what it calls commits by itself: a grain. It may run again
/// for the same event and must not mind.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IRepeatableEventHandler<in TEvent> : IEventHandler<TEvent>
    where TEvent : IEvent;

/// <summary>Where an event came from.</summary>
/// <param name="EventId">Unique, ordered by time.</param>
/// <param name="OccurredAt">When the publisher's transaction wrote it, UTC.</param>
/// <param name="Attempt">1 for the first try.</param>
public sealed record EventContext(Guid EventId, DateTimeOffset OccurredAt, int Attempt);
