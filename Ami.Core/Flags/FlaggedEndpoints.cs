using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>Declares flags and asks for them at endpoints.</summary>
public static class FlaggedEndpoints
{
    private static readonly Error Off = new("flag.off", "This part is switched off at present. Try again later.", ErrorKind.Forbidden);

    /// <summary>Declares a module's flags.</summary>
    public static IServiceCollection AddFeatureFlags(this IServiceCollection services, params ReadOnlySpan<FeatureFlag> flags)
    {
        foreach (var flag in flags)
        {
            services.AddSingleton(flag);
        }

        return services;
    }

    /// <summary>Lets only those call the endpoint who have the flag: 403 <c>flag.off</c> for everybody else.</summary>
    public static TBuilder RequireFlag<TBuilder>(this TBuilder builder, FeatureFlag flag)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Flagged(flag.Name));

    /// <summary>The switch of a whole module: its endpoints ask for it.</summary>
    public static FeatureFlag SwitchOf(IModule module) =>
        new(
            "module." + string.Concat(module.Name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")),
            module.Name,
            true,
            $"The whole module {module.Name}, in the web app and the API",
            $"Todo el módulo {module.Name}, en la aplicación web y en la API"
        );

    /// <summary>Declares the switches of the modules that may be switched off. In every process.</summary>
    public static IServiceCollection AddModuleSwitches(this IServiceCollection services, IEnumerable<IModule> modules) =>
        services.AddFeatureFlags([.. modules.Where(m => !m.IsEssential).Select(SwitchOf)]);

    /// <summary>Maps a module's endpoints behind its switch.</summary>
    public static void MapModule(this IEndpointRouteBuilder endpoints, IModule module)
    {
        if (module.IsEssential)
        {
            module.MapEndpoints(endpoints);
            return;
        }

        var group = endpoints.MapGroup("");
        group.RequireFlag(SwitchOf(module));
        module.MapEndpoints(group);
    }

    /// <summary>The flags of this process, and what asks for them at endpoints.</summary>
    internal static IServiceCollection AddFlags(this IServiceCollection services) => services.AddSingleton<Flags>().AddEndpointRule<Flagged, FlagRule>();

    /// <summary>Asked for of whoever calls the endpoint.</summary>
    private sealed record Flagged(string Flag) : IEndpointDemand;

    /// <summary>Turns away who has not the flag.</summary>
    private sealed class FlagRule(Flags flags) : IEndpointRule<Flagged>
    {
        public async ValueTask<Error?> Refusal(HttpContext context, Flagged demand)
        {
            var user =
                context.User.Identity?.IsAuthenticated == true && Guid.TryParse(context.User.FindFirst(CurrentUser.IdClaim)?.Value, out var id)
                    ? id
                    : (Guid?)null;
            return await flags.IsOn(demand.Flag, user, context.RequestAborted) ? null : Off;
        }
    }
}
