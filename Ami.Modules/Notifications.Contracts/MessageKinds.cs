using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ami.Modules.Notifications.Contracts;

/// <summary>Registers message kinds.</summary>
public static class MessageKinds
{
    /// <summary>Makes kinds known. A module calls it in <c>AddServices</c> with all it sends.</summary>
    public static IServiceCollection AddMessageKinds(this IServiceCollection services, params ReadOnlySpan<MessageKind> kinds)
    {
        // Whoever sends can do so where the notifications module is switched off: nobody handles the event then, so it is not even stored.
        services.AddEvent<MessageRequested>();
        services.AddEvent<RecipientForgotten>();
        services.TryAddScoped<Messages>();
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }

        return services;
    }
}
