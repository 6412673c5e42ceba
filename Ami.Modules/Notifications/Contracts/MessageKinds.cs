using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Notifications.Contracts;

/// <summary>Registers message kinds.</summary>
public static class MessageKinds
{
    /// <summary>Makes kinds known. A module calls it in <c>AddServices</c> with all it sends.</summary>
    public static IServiceCollection AddMessageKinds(this IServiceCollection services, params ReadOnlySpan<MessageKind> kinds)
    {
        foreach (var kind in kinds)
            services.AddSingleton(kind);
        return services;
    }
}
