using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>Which events have which handlers. The same in every process, because every process registers every module's services.</summary>
public sealed class EventRegistry
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<string, List<string>> _handlersOf = [];
    private readonly Dictionary<string, Subscription> _subscriptions = [];

    /// <summary>Made by dependency injection from all registrations.</summary>
    public EventRegistry(IEnumerable<EventRegistration> registrations)
    {
        foreach (var registration in registrations)
        {
            registration.Apply(this);
        }
    }

    internal delegate Task Invoke(IServiceProvider scope, string payload, EventContext context, CancellationToken cancellationToken);

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    internal IReadOnlyList<string> HandlersOf(string eventName) => _handlersOf.GetValueOrDefault(eventName) ?? [];

    internal string NameOf(IEvent @event) =>
        _names.TryGetValue(@event.GetType(), out var name)
            ? name
            : throw new InvalidOperationException($"{@event.GetType().Name} is not registered: call services.AddEvent<{@event.GetType().Name}>().");

    internal Subscription? Find(string handler) => _subscriptions.GetValueOrDefault(handler);

    internal void AddEvent<TEvent>()
        where TEvent : IEvent<TEvent> => _names[typeof(TEvent)] = TEvent.EventName;

    internal void AddHandler<TEvent, THandler>(string handler)
        where TEvent : IEvent<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        AddEvent<TEvent>();
        if (
            !_subscriptions.TryAdd(
                handler,
                new Subscription(TEvent.EventName, Invoker<TEvent, THandler>, typeof(THandler).IsAssignableTo(typeof(IRepeatableEventHandler<TEvent>)))
            )
        )
        {
            throw new InvalidOperationException($"Two event handlers are named {handler}.");
        }

        if (!_handlersOf.TryGetValue(TEvent.EventName, out var list))
        {
            _handlersOf[TEvent.EventName] = list = [];
        }

        list.Add(handler);
    }

    private static Task Invoker<TEvent, THandler>(IServiceProvider scope, string payload, EventContext context, CancellationToken cancellationToken)
        where TEvent : IEvent<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        var @event = JsonSerializer.Deserialize<TEvent>(payload, Json) ?? throw new JsonException($"{TEvent.EventName} has no payload.");
        return scope.GetRequiredService<THandler>().Handle(@event, context, cancellationToken);
    }

    internal sealed record Subscription(string EventName, Invoke Invoke, bool Repeatable);
}

/// <summary>One call of <c>AddEvent</c> or <c>AddEventHandler</c>.</summary>
/// <param name="Apply">Adds itself to the registry.</param>
public sealed record EventRegistration(Action<EventRegistry> Apply);

/// <summary>Registers events and their handlers.</summary>
public static class EventRegistrationExtensions
{
    /// <summary>Lets an event be published. Needed only where nothing in the same host handles it.</summary>
    public static IServiceCollection AddEvent<TEvent>(this IServiceCollection services)
        where TEvent : IEvent<TEvent> => services.AddSingleton(new EventRegistration(r => r.AddEvent<TEvent>()));

    /// <summary>Subscribes a handler under a stable name, <c>module.what-it-does</c>. Renaming it loses what was waiting for the old name.</summary>
    public static IServiceCollection AddEventHandler<TEvent, THandler>(this IServiceCollection services, string name)
        where TEvent : IEvent<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddScoped<THandler>();
        return services.AddSingleton(new EventRegistration(r => r.AddHandler<TEvent, THandler>(name)));
    }
}
